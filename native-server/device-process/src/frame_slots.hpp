#pragma once

#include <cstddef>

#include "gradevault/engine.hpp"
#include "gradevault/executor.hpp"
#include "gradevault/process/shared_memory.hpp"

namespace gradevault::device_process {

/// Where the frames of one call of a scanner lie in shared memory: slots of one size, rows without padding.
class FrameSlots {
 public:
  /// For frames of `size`, as many as a call may have: 64, or what fits 1 GiB, at least two. Slots that no
  /// call ever fills take no memory.
  [[nodiscard]] static Result<FrameSlots> make(Size size);
  /// The other process's view of them. Errors: the memory is not what `make` makes.
  [[nodiscard]] static Result<FrameSlots> mapped(process::FileDescriptor descriptor, Size size);

  [[nodiscard]] std::size_t count() const noexcept { return count_; }
  [[nodiscard]] GrayView frame(std::size_t slot) const;
  /// Copies the frames into the first slots. Precondition: at most `count()`, all of the slots' size.
  void fill(std::span<const ScanInput> frames, Executor& executor) const;
  [[nodiscard]] process::SharedMemory& memory() noexcept { return memory_; }

 private:
  FrameSlots(process::SharedMemory memory, Size size, std::size_t count);
  [[nodiscard]] std::uint8_t* start(std::size_t slot) const;

  process::SharedMemory memory_;
  Size size_;
  std::size_t count_;
};

}  // namespace gradevault::device_process
