#include "gradevault/capture_findings.hpp"

namespace gradevault {

FramesReport framesReport(const CaptureFindings& findings, Profile profile) {
  const Size quick = findings.quickUpright();
  FramesReport frames;
  frames.count = static_cast<int>(findings.frames.size());
  frames.quickWidth = quick.width;
  frames.quickHeight = quick.height;
  frames.brokenPackets = findings.brokenPackets;
  if (profile == Profile::precise) frames.precise.emplace();
  for (std::size_t i = 0; i < findings.frames.size(); ++i) {
    const FrameRecord& record = findings.frames[i];
    const auto* sample = record.scan ? &record.scan->quick : nullptr;
    const auto value = [&](double QuickSample::*member) {
      return sample != nullptr ? std::optional(sample->*member) : std::nullopt;
    };
    frames.time.push_back(record.time);
    if (record.lost) frames.lost.push_back(static_cast<int>(i));
    frames.sharpness.push_back(value(&QuickSample::sharpness));
    frames.motion.push_back(sample != nullptr ? sample->motion : std::nullopt);
    frames.meanLuma.push_back(value(&QuickSample::meanLuma));
    frames.darkShare.push_back(value(&QuickSample::darkShare));
    frames.brightShare.push_back(value(&QuickSample::brightShare));
    frames.glareShare.push_back(sample != nullptr ? std::optional(sample->glare.share) : std::nullopt);
    if (!frames.precise) continue;
    const bool there = record.scan && record.scan->precise;
    frames.precise->sharpness.push_back(there ? std::optional(record.scan->precise->sharpness)
                                              : std::nullopt);
    frames.precise->motion.push_back(there ? record.scan->precise->motion : std::nullopt);
  }
  return frames;
}

}  // namespace gradevault
