#include "frame_picture.hpp"

#include <string>

namespace gradevault::module {
namespace {

Error refused(const std::string& what) {
  return {ErrorCode::invalid_argument, "the frame's " + what};
}

bool known(const GvFrame& frame) {
  return frame.format >= GV_I420 && frame.format <= GV_GRAY && frame.matrix >= 0 && frame.matrix <= 2;
}

PictureLayout layoutOf(std::int32_t format) {
  switch (format) {
    case GV_I420:
      return PictureLayout::i420;
    case GV_I422:
      return PictureLayout::i422;
    case GV_I444:
      return PictureLayout::i444;
    case GV_NV12:
      return PictureLayout::nv12;
    case GV_RGBA:
      return PictureLayout::rgba;
    default:
      return PictureLayout::gray;
  }
}

bool fits(std::int64_t offset, std::int64_t stride, const PlaneExtent& extent, std::size_t bufferBytes) {
  if (offset < 0 || stride < 0) return false;
  const std::int64_t end = offset + stride * (static_cast<std::int64_t>(extent.rows) - 1) +
                           static_cast<std::int64_t>(extent.rowBytes);
  return end <= static_cast<std::int64_t>(bufferBytes);
}

}  // namespace

Result<PrecheckFrame> readFrame(const GvFrame& frame, std::span<const std::byte> buffer) {
  if (!known(frame)) return refused("format or matrix is not known");
  PrecheckFrame result;
  result.time = frame.time;
  result.gapBefore = frame.gapBefore != 0;
  DecodedPicture& picture = result.picture;
  picture.layout = layoutOf(frame.format);
  picture.size = {frame.width, frame.height};
  picture.bits = frame.bits;
  picture.range = frame.fullRange != 0 ? LumaRange::full : LumaRange::limited;
  picture.matrix = static_cast<YuvMatrix>(frame.matrix);
  if (frame.width < 1 || frame.height < 1) return refused("size is under 1 px");
  for (std::size_t plane = 0; plane < 3; ++plane) {
    const PlaneExtent extent = planeExtent(picture, plane);
    if (extent.rows == 0) continue;
    if (!fits(frame.offset[plane], frame.stride[plane], extent, buffer.size())) {
      return refused("plane " + std::to_string(plane) +
                     " reaches out of the buffer: call gv_buffer with all of its bytes first");
    }
    picture.planes[plane] = buffer.data() + frame.offset[plane];
    picture.strides[plane] = frame.stride[plane];
  }
  return result;
}

}  // namespace gradevault::module
