#pragma once

#include <functional>
#include <vector>

#include "gradevault/clock.hpp"
#include "gradevault/decoded_picture.hpp"
#include "gradevault/engine.hpp"
#include "gradevault/executor.hpp"
#include "gradevault/result.hpp"

namespace gradevault::precheck {

/// Frames on their way through a scanner, as many at a time as run at once. One thread: each is scanned at
/// once and nothing is held. More: their lumas are held and, within a bound, their pictures.
class ScanBatch {
 public:
  /// What becomes of a scanned frame; null for a picture that could not be held.
  using Take = std::function<void(FrameScan scan, const DecodedPicture* picture)>;

  /// All must outlive it.
  ScanBatch(Scanner& scanner, Executor& executor, Take take);

  /// Frames in order. Errors: the scanner's; then nothing of the batch was taken.
  [[nodiscard]] Status add(const DecodedPicture& picture, bool restart);
  /// Scans what is held.
  [[nodiscard]] Status flush();

 private:
  struct Held {
    GrayImage luma;
    PictureCopy copy;
    bool hasCopy = false;
    bool restart = false;
  };
  [[nodiscard]] Status scan(std::size_t count, const DecodedPicture* passing);

  Scanner& scanner_;
  Executor& executor_;
  Take take_;
  std::vector<Held> held_;
  std::size_t count_ = 0;
};

}  // namespace gradevault::precheck
