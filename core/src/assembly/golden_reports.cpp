#include "gradevault/capture_findings.hpp"

namespace gradevault {

std::vector<GoldenFrameReport> goldenReports(const CaptureFindings& findings) {
  std::vector<GoldenFrameReport> reports;
  for (const GoldenPicture* golden : findings.golden) {
    const FrameRecord& record = findings.frames[static_cast<std::size_t>(golden->frame)];
    GoldenFrameReport report;
    report.frame = golden->frame;
    report.time = record.time;
    report.sharpness = record.scan->quick.sharpness;
    report.motion = record.scan->quick.motion;
    report.stable = findings.selection.stable;
    report.quad = golden->item.quad;
    if (golden->item.quad) report.quadScore = golden->item.score;
    report.quadReason = golden->item.reason;
    report.itemSharpness = golden->itemSharpness;
    reports.push_back(std::move(report));
  }
  return reports;
}

}  // namespace gradevault
