#include <algorithm>

#include "gradevault/capture_findings.hpp"

namespace gradevault {

std::vector<std::string> notesOnFrames(const CaptureFindings& findings) {
  std::vector<std::string> notes;
  const auto lost = std::count_if(findings.frames.begin(), findings.frames.end(),
                                  [](const FrameRecord& record) { return record.lost; });
  if (lost > 0) notes.push_back(std::to_string(lost) + " damaged frame(s) were not analysed");
  if (findings.brokenPackets > 0) {
    notes.push_back(std::to_string(findings.brokenPackets) + " broken packet(s) gave no picture");
  }
  if (!findings.selection.stable && !findings.selection.frames.empty()) {
    notes.push_back("no frame was still: the sharpest one was taken");
  }
  return notes;
}

}  // namespace gradevault
