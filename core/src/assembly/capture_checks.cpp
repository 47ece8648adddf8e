#include "gradevault/capture_findings.hpp"

namespace gradevault {
namespace {

/// The checks speak of upright places; the scan's blobs are in coded orientation.
std::vector<FrameRecord> uprightRecords(const CaptureFindings& findings) {
  std::vector<FrameRecord> records(findings.frames.begin(), findings.frames.end());
  for (FrameRecord& record : records) {
    if (!record.scan) continue;
    for (Rect& blob : record.scan->quick.glare.blobs)
      blob = rotated(blob, findings.quickCoded, findings.rotation);
  }
  return records;
}

}  // namespace

std::vector<Check> checkCapture(const CaptureFindings& findings, const Options& options) {
  const std::vector<FrameRecord> records = uprightRecords(findings);
  std::vector<ItemDetection> items;
  std::vector<std::optional<double>> sharpness;
  for (const GoldenPicture* picture : findings.golden) {
    items.push_back(picture->item);
    sharpness.push_back(picture->itemSharpness);
  }
  const CheckInput input{records,   findings.selection, items,
                         sharpness, findings.upright(), findings.quickUpright()};
  return runChecks(input, options);
}

}  // namespace gradevault
