#pragma once

#include <cstddef>

#include "gradevault/image.hpp"
#include "gradevault/process/shared_memory.hpp"
#include "gradevault/result.hpp"

namespace gradevault::sandbox {

/// Slots in shared memory that luma planes of one size go through: the child fills one while the parent reads
/// another. Rows without padding.
class LumaRing {
 public:
  LumaRing() = default;
  /// Up to 16 slots, of 64 MiB in all, at least two: the child decodes that far ahead.
  [[nodiscard]] static Result<LumaRing> make(Size size);
  /// The child's view. Errors: the memory is not what `make` makes.
  [[nodiscard]] static Result<LumaRing> mapped(process::FileDescriptor descriptor, Size size);
  /// Bytes that a ring for pictures of `pixels` may take.
  [[nodiscard]] static std::size_t mostBytes(std::size_t pixels) noexcept;

  [[nodiscard]] std::size_t slots() const noexcept { return slots_; }
  /// Precondition: `luma` has the ring's size.
  void write(std::size_t slot, GrayView luma) const;
  /// A copy; `reuse` gives its memory when it has the right size.
  [[nodiscard]] GrayImage read(std::size_t slot, GrayImage reuse) const;
  [[nodiscard]] int descriptor() const noexcept { return memory_.descriptor(); }
  void dropDescriptor() noexcept { memory_.dropDescriptor(); }

 private:
  [[nodiscard]] std::uint8_t* start(std::size_t slot) const;

  process::SharedMemory memory_;
  Size size_;
  std::size_t slots_ = 0;
};

}  // namespace gradevault::sandbox
