#include "precheck/frame_intake.hpp"

#include <cmath>

#include "gradevault/luma.hpp"

namespace gradevault::precheck {
namespace {

std::string text(Size size) {
  return std::to_string(size.width) + "x" + std::to_string(size.height);
}

}  // namespace

Result<double> FrameIntake::take(const PrecheckFrame& frame) {
  if (const Status usable = checkPicture(frame.picture); !usable.ok()) return usable.error();
  const std::string name = "frame " + std::to_string(frames_);
  if (!std::isfinite(frame.time)) {
    return Error{ErrorCode::invalid_argument, name + " has no time: give it in seconds"};
  }
  if (frames_ > 0 && frame.picture.size != first_.size) {
    return Error{ErrorCode::invalid_argument, name + " is " + text(frame.picture.size) +
                                                  " px, those before are " + text(first_.size) +
                                                  ": start another pre-check for it"};
  }
  if (frames_ > 0 && frame.time < lastTime_) {
    return Error{ErrorCode::invalid_argument, name + " is at " + std::to_string(frame.time) +
                                                  " s, before the last one at " + std::to_string(lastTime_) +
                                                  " s: push frames in the order of their times"};
  }
  if (frames_ == 0) {
    first_ = frame.picture;
    first_.planes = {};
    firstTime_ = frame.time;
  }
  ++frames_;
  if (frame.picture.layout == PictureLayout::rgba) ++rgbaFrames_;
  lastTime_ = frame.time;
  return frame.time - firstTime_;
}

Size FrameIntake::quickCoded() const noexcept {
  return averagedSize(first_.size, factor());
}

int FrameIntake::factor() const noexcept {
  return quickFactor(first_.size, quickLongSide_);
}

SourceReport FrameIntake::describe(SourceReport known) const {
  const bool rgba = first_.layout == PictureLayout::rgba;
  known.pixelFormat = pixelFormatName(first_.layout, first_.bits);
  known.bitDepth = first_.bits;
  known.range = rgba || first_.range == LumaRange::full ? "full" : "limited";
  if (known.transfer.empty()) known.transfer = "sdr";
  known.lumaSource = rgbaFrames_ > 0 ? LumaSource::rgba : LumaSource::yuv;
  return known;
}

std::string FrameIntake::noteOnLuma() const {
  if (rgbaFrames_ == 0) return {};
  const std::string which =
      rgbaFrames_ == frames_ ? "the frames" : std::to_string(rgbaFrames_) + " of the frames";
  return which +
         " came as RGBA, without the decoder's Y plane: brightness was worked out from it and may be a step "
         "or two off";
}

}  // namespace gradevault::precheck
