#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "gradevault/process/file_descriptor.hpp"
#include "gradevault/result.hpp"

namespace gradevault::process {

/// Memory that two processes see. It has no name anywhere, cannot change its size, and is gone when both have
/// let go of it or ended, however they ended. Pages that nobody touches cost nothing.
class SharedMemory {
 public:
  SharedMemory() = default;
  /// `bytes` ≥ 1, zero at first. `descriptor` is for the other process's `mapped`; whoever does not need it
  /// any more drops it.
  [[nodiscard]] static Result<SharedMemory> make(std::size_t bytes);
  /// What `make` gave elsewhere, as the descriptor's size says.
  [[nodiscard]] static Result<SharedMemory> mapped(FileDescriptor descriptor);

  SharedMemory(SharedMemory&& other) noexcept;
  SharedMemory& operator=(SharedMemory&& other) noexcept;
  ~SharedMemory();

  [[nodiscard]] std::span<std::uint8_t> bytes() const noexcept { return {data_, size_}; }
  [[nodiscard]] int descriptor() const noexcept { return descriptor_.number(); }
  void dropDescriptor() noexcept { descriptor_ = FileDescriptor(); }

 private:
  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
  FileDescriptor descriptor_;
};

}  // namespace gradevault::process
