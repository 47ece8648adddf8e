#pragma once

#include <string>

#include "gradevault/precheck.hpp"

namespace gradevault::precheck {

/// Checks the frames as they come, and remembers what they tell of the capture.
class FrameIntake {
 public:
  explicit FrameIntake(int quickLongSide) : quickLongSide_(quickLongSide) {}

  /// Takes one: its time in s since the first one's. Errors (invalid_argument): see Precheck; nothing has
  /// changed then.
  [[nodiscard]] Result<double> take(const PrecheckFrame& frame);

  /// Of coded frames, px; from the first frame on.
  [[nodiscard]] Size coded() const noexcept { return first_.size; }
  [[nodiscard]] Size quickCoded() const noexcept;
  /// By which the quick luma is smaller.
  [[nodiscard]] int factor() const noexcept;

  /// `known` with what the frames say: pixel format, depth and range of the first, and where the luma came
  /// from.
  [[nodiscard]] SourceReport describe(SourceReport known) const;
  /// For people; empty when every frame had its Y plane.
  [[nodiscard]] std::string noteOnLuma() const;

 private:
  int quickLongSide_;
  int frames_ = 0;
  int rgbaFrames_ = 0;
  double firstTime_ = 0;
  double lastTime_ = 0;
  DecodedPicture first_;  ///< without its planes
};

}  // namespace gradevault::precheck
