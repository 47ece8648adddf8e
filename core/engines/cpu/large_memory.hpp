#pragma once

#include <cstddef>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace gradevault::cpu {

/// Allocator for planes of many megabytes. On Linux it asks for huge pages: the rows that a block of pixels
/// reads lie in many pages, and looking those up costs up to a sixth of the time of a 1080p frame's
/// expansion.
template <class T>
struct LargeMemory {
  using value_type = T;
  LargeMemory() = default;
  template <class U>
  explicit LargeMemory(const LargeMemory<U>&) noexcept {}

  [[nodiscard]] T* allocate(std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
    if (bytes < large) return static_cast<T*>(::operator new(bytes));
    void* memory = ::operator new(bytes, hugePage);
#if defined(__linux__)
    madvise(memory, bytes, MADV_HUGEPAGE);  // a wish; without huge pages it is only slower
#endif
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t count) noexcept {
    if (count * sizeof(T) < large) {
      ::operator delete(memory);
    } else {
      ::operator delete(memory, hugePage);
    }
  }
  bool operator==(const LargeMemory&) const = default;

 private:
  static constexpr std::align_val_t hugePage{std::size_t{2} << 20};
  static constexpr std::size_t large = std::size_t{16} << 20;  // less gains little, and is rounded up
};

}  // namespace gradevault::cpu
