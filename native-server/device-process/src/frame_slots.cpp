#include "frame_slots.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

namespace gradevault::device_process {
namespace {

constexpr std::size_t mostSlots = 64;
constexpr std::size_t mostBytes = std::size_t{1} << 30;

/// Whole pages, so that a slot that is not used shares none.
std::size_t slotBytes(Size size) {
  constexpr std::size_t page = 4096;
  const auto pixels = static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
  return (pixels + page - 1) / page * page;
}

}  // namespace

Result<FrameSlots> FrameSlots::make(Size size) {
  const std::size_t count = std::clamp(mostBytes / slotBytes(size), std::size_t{2}, mostSlots);
  auto memory = process::SharedMemory::make(count * slotBytes(size));
  if (!memory.ok()) return memory.error();
  return FrameSlots(std::move(memory).value(), size, count);
}

Result<FrameSlots> FrameSlots::mapped(process::FileDescriptor descriptor, Size size) {
  auto memory = process::SharedMemory::mapped(std::move(descriptor));
  if (!memory.ok()) return memory.error();
  memory->dropDescriptor();
  const std::size_t count = memory->bytes().size() / slotBytes(size);
  return FrameSlots(std::move(memory).value(), size, count);
}

FrameSlots::FrameSlots(process::SharedMemory memory, Size size, std::size_t count)
    : memory_(std::move(memory)), size_(size), count_(count) {}

std::uint8_t* FrameSlots::start(std::size_t slot) const {
  assert(slot < count_);
  return memory_.bytes().data() + slot * slotBytes(size_);
}

GrayView FrameSlots::frame(std::size_t slot) const {
  return {start(slot), size_.width, size_.height, size_.width};
}

void FrameSlots::fill(std::span<const ScanInput> frames, Executor& executor) const {
  executor.parallelFor(static_cast<int>(frames.size()), [&](int index) {
    const auto i = static_cast<std::size_t>(index);
    const GrayView luma = frames[i].luma;
    const auto width = static_cast<std::size_t>(size_.width);
    if (luma.stride() == size_.width) {
      std::memcpy(start(i), luma.data(), width * static_cast<std::size_t>(size_.height));
      return;
    }
    std::uint8_t* to = start(i);
    for (int y = 0; y < size_.height; ++y, to += width) std::memcpy(to, luma.row(y), width);
  });
}

}  // namespace gradevault::device_process
