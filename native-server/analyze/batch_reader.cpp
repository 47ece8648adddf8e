#include "batch_reader.hpp"

#include <optional>
#include <utility>

namespace gradevault::analyze {

Result<Batch> BatchReader::next() {
  Batch batch;
  while (batch.frames.size() < capacity_) {
    if (progress_.cancelled()) return Error{ErrorCode::cancelled, "stopped while scanning"};
    auto frame = reader_.next(spare());
    if (!frame.ok()) return frame.error();
    batch.last = !frame->has_value();
    if (batch.last) break;
    batch.frames.push_back(std::move(**frame));
  }
  return batch;
}

void BatchReader::giveBack(Batch& batch) {
  for (media::LumaFrame& frame : batch.frames) spares_.push_back(std::move(frame.luma));
  batch.frames.clear();
}

GrayImage BatchReader::spare() {
  if (spares_.empty()) return {};
  GrayImage image = std::move(spares_.back());
  spares_.pop_back();
  return image;
}

ScanJob record(const Batch& batch, bool& beforeIsMissing, std::vector<FrameRecord>& records) {
  ScanJob job;
  for (const media::LumaFrame& frame : batch.frames) {
    if (!frame.lost) {
      job.inputs.push_back({frame.luma.view(), beforeIsMissing || frame.gapBefore});
      job.places.push_back(records.size());
    }
    records.push_back({frame.time, frame.lost, std::nullopt});
    beforeIsMissing = frame.lost;
  }
  return job;
}

}  // namespace gradevault::analyze
