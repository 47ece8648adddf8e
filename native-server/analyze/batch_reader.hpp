#pragma once

#include <cstddef>
#include <vector>

#include "gradevault/engine.hpp"
#include "gradevault/media/video_reader.hpp"
#include "gradevault/progress.hpp"
#include "gradevault/scan.hpp"

namespace gradevault::analyze {

/// Frames that were decoded and wait for a scanner, in the capture's order.
struct Batch {
  std::vector<media::LumaFrame> frames;
  bool last = false;  ///< the capture ends with it
};

/// Decodes batches; the memory of scanned frames comes back to it.
class BatchReader {
 public:
  BatchReader(media::VideoReader& reader, const Progress& progress, std::size_t capacity)
      : reader_(reader), progress_(progress), capacity_(capacity) {}

  /// The next frames, fewer than `capacity` only at the end. Errors: the reader's; cancelled.
  [[nodiscard]] Result<Batch> next();

  /// Not while `next` runs.
  void giveBack(Batch& batch);

 private:
  [[nodiscard]] GrayImage spare();

  media::VideoReader& reader_;
  const Progress& progress_;
  std::size_t capacity_;
  std::vector<GrayImage> spares_;
};

/// Frames that belong to one call of the scanner.
struct ScanJob {
  std::vector<ScanInput> inputs;
  std::vector<std::size_t> places;  ///< where in the records each one's result goes
};

/// Adds the batch's frames to the records, still without results; the job is to scan those that are not lost,
/// and looks at the batch's planes. `beforeIsMissing` goes from batch to batch, false at first.
[[nodiscard]] ScanJob record(const Batch& batch, bool& beforeIsMissing, std::vector<FrameRecord>& records);

}  // namespace gradevault::analyze
