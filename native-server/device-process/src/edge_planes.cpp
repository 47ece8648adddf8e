#include "edge_planes.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace gradevault::device_process {
namespace {

constexpr std::size_t alignment = 64;
constexpr std::int64_t largestPlane = std::int64_t{1} << 40;

std::size_t aligned(std::size_t bytes) {
  return (bytes + alignment - 1) / alignment * alignment;
}

std::size_t bytesOf(int width, int height, int channels) {
  return static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
         static_cast<std::size_t>(channels);
}

template <class T>
void copyTo(std::uint8_t* to, const Image<T>& image) {
  if (!image.empty()) std::memcpy(to, image.pixels().data(), image.pixels().size() * sizeof(T));
}

template <class T>
Image<T> copyOf(const std::uint8_t* from, Size size) {
  Image<T> image(size.width, size.height);
  if (!image.empty()) std::memcpy(image.view().data(), from, image.pixels().size() * sizeof(T));
  return image;
}

}  // namespace

/// Where each plane starts, then score, mask, valid, and the end.
std::vector<std::size_t> EdgePlanes::starts() const {
  std::vector<std::size_t> starts{0};
  for (const Shape& shape : shapes_) {
    starts.push_back(starts.back() + aligned(bytesOf(shape.width, shape.height, shape.channels)));
  }
  const std::size_t pixels = bytesOf(size().width, size().height, 1);
  for (const std::size_t bytes : {2 * pixels, pixels, pixels})
    starts.push_back(starts.back() + aligned(bytes));
  return starts;
}

Size EdgePlanes::size() const {
  return shapes_.empty() ? Size{} : Size{shapes_.front().width, shapes_.front().height};
}

Result<EdgePlanes> EdgePlanes::make(std::span<const AlignedFrame> frames) {
  std::vector<Shape> shapes;
  for (const AlignedFrame& frame : frames) {
    for (const GrayView& view : {frame.luma, frame.valid}) {
      shapes.push_back({view.width(), view.height(), view.channels()});
    }
  }
  EdgePlanes planes(std::move(shapes));
  auto memory = process::SharedMemory::make(std::max(alignment, planes.starts().back()));
  if (!memory.ok()) return memory.error();
  planes.memory_ = std::move(memory).value();
  return planes;
}

void EdgePlanes::fill(std::span<const AlignedFrame> frames, Executor& executor) const {
  const std::vector<std::size_t> places = starts();
  executor.parallelFor(static_cast<int>(shapes_.size()), [&](int index) {
    const auto i = static_cast<std::size_t>(index);
    const GrayView view = i % 2 == 0 ? frames[i / 2].luma : frames[i / 2].valid;
    if (view.empty()) return;
    const std::size_t rowBytes = bytesOf(view.width(), 1, view.channels());
    std::uint8_t* to = memory_.bytes().data() + places[i];
    for (int y = 0; y < view.height(); ++y, to += rowBytes) std::memcpy(to, view.row(y), rowBytes);
  });
}

void EdgePlanes::putShapes(process::MessageWriter& message) const {
  message.put(static_cast<std::uint32_t>(shapes_.size()));
  for (const Shape& shape : shapes_) message.put(shape);
}

DefectMaps EdgePlanes::maps(double defectPercentage) const {
  const std::vector<std::size_t> places = starts();
  const std::uint8_t* data = memory_.bytes().data();
  const std::size_t score = shapes_.size();
  return {copyOf<std::uint16_t>(data + places[score], size()),
          copyOf<std::uint8_t>(data + places[score + 1], size()),
          copyOf<std::uint8_t>(data + places[score + 2], size()), defectPercentage};
}

Result<EdgePlanes> EdgePlanes::mapped(process::FileDescriptor descriptor, process::MessageReader& message) {
  std::vector<Shape> shapes(message.takeCount(sizeof(Shape)));
  for (Shape& shape : shapes) {
    shape = message.take<Shape>();
    const bool possible = shape.width >= 0 && shape.height >= 0 && shape.channels >= 1 &&
                          std::int64_t{shape.width} * shape.height <= largestPlane / shape.channels;
    if (!possible) return Error{ErrorCode::invalid_argument, "planes of an impossible size were sent"};
  }
  EdgePlanes planes(std::move(shapes));
  auto memory = process::SharedMemory::mapped(std::move(descriptor));
  if (!memory.ok()) return memory.error();
  if (planes.shapes_.size() % 2 != 0 || planes.starts().back() > memory->bytes().size()) {
    return Error{ErrorCode::invalid_argument, "planes were sent that do not fit their memory"};
  }
  planes.memory_ = std::move(memory).value();
  return planes;
}

std::vector<AlignedFrame> EdgePlanes::frames() const {
  const std::vector<std::size_t> places = starts();
  std::vector<AlignedFrame> frames;
  for (std::size_t i = 0; i < shapes_.size(); i += 2) {
    frames.push_back({plane(i, places[i]), plane(i + 1, places[i + 1])});
  }
  return frames;
}

GrayView EdgePlanes::plane(std::size_t index, std::size_t start) const {
  const Shape& shape = shapes_[index];
  return {memory_.bytes().data() + start, shape.width, shape.height,
          static_cast<std::ptrdiff_t>(shape.width) * shape.channels, shape.channels};
}

Status EdgePlanes::write(const DefectMaps& maps) const {
  for (const Size got : {maps.score.size(), maps.mask.size(), maps.valid.size()}) {
    if (got == size()) continue;
    return Error{ErrorCode::internal, "the engine's defect maps are not of the frames' size"};
  }
  const std::vector<std::size_t> places = starts();
  std::uint8_t* data = memory_.bytes().data();
  copyTo(data + places[shapes_.size()], maps.score);
  copyTo(data + places[shapes_.size() + 1], maps.mask);
  copyTo(data + places[shapes_.size() + 2], maps.valid);
  return {};
}

}  // namespace gradevault::device_process
