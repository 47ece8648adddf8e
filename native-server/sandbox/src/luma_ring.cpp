#include "luma_ring.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

namespace gradevault::sandbox {
namespace {

constexpr std::size_t mostSlots = 16;
constexpr std::size_t usualBytes = std::size_t{64} << 20;

/// Whole pages, so that a slot that is not used shares none.
std::size_t wholePages(std::size_t bytes) {
  constexpr std::size_t page = 4096;
  return (bytes + page - 1) / page * page;
}

std::size_t slotBytes(Size size) {
  return wholePages(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
}

}  // namespace

std::size_t LumaRing::mostBytes(std::size_t pixels) noexcept {
  return std::max(usualBytes, 2 * wholePages(pixels));
}

Result<LumaRing> LumaRing::make(Size size) {
  LumaRing ring;
  ring.size_ = size;
  ring.slots_ = std::clamp(usualBytes / slotBytes(size), std::size_t{2}, mostSlots);
  auto memory = process::SharedMemory::make(ring.slots_ * slotBytes(size));
  if (!memory) return memory.error();
  ring.memory_ = std::move(*memory);
  return ring;
}

Result<LumaRing> LumaRing::mapped(process::FileDescriptor descriptor, Size size) {
  auto memory = process::SharedMemory::mapped(std::move(descriptor));
  if (!memory) return memory.error();
  LumaRing ring;
  ring.size_ = size;
  ring.slots_ = memory->bytes().size() / slotBytes(size);
  if (ring.slots_ == 0) return Error{ErrorCode::internal, "the shared memory holds no picture"};
  ring.memory_ = std::move(*memory);
  ring.dropDescriptor();
  return ring;
}

std::uint8_t* LumaRing::start(std::size_t slot) const {
  assert(slot < slots_);
  return memory_.bytes().data() + slot * slotBytes(size_);
}

void LumaRing::write(std::size_t slot, GrayView luma) const {
  assert(luma.size() == size_ && luma.stride() == luma.width());
  std::memcpy(start(slot), luma.data(), static_cast<std::size_t>(luma.pixels()));
}

GrayImage LumaRing::read(std::size_t slot, GrayImage reuse) const {
  GrayImage luma = std::move(reuse);
  if (luma.size() != size_ || luma.channels() != 1) luma = GrayImage(size_.width, size_.height);
  std::memcpy(luma.view().data(), start(slot), static_cast<std::size_t>(luma.view().pixels()));
  return luma;
}

}  // namespace gradevault::sandbox
