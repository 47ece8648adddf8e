#pragma once

#include <cstddef>
#include <cstdint>

namespace gradevault::testing {

/// Whether this system can forbid pages; where it cannot, FencedMemory is plain memory.
#if defined(__unix__) && !defined(__EMSCRIPTEN__)
inline constexpr bool haveFences = true;
#else
inline constexpr bool haveFences = false;
#endif

/// Bytes between two pages whose touch ends the program: the memory begins right behind the first or ends
/// right before the second, to the byte.
class FencedMemory {
 public:
  /// @throw std::bad_alloc
  FencedMemory(std::size_t size, bool beginsAtFence);
  ~FencedMemory();
  FencedMemory(const FencedMemory&) = delete;
  FencedMemory& operator=(const FencedMemory&) = delete;

  [[nodiscard]] std::uint8_t* data() const noexcept { return first_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

 private:
  std::size_t size_;
  [[maybe_unused]] std::size_t mapped_ = 0;
  std::uint8_t* all_ = nullptr;
  std::uint8_t* first_ = nullptr;
};

}  // namespace gradevault::testing
