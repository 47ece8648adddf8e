#pragma once

#include <cstddef>
#include <cstdint>

namespace gradevault::cpu {

/// Values of T in a cache line.
template <class T>
inline constexpr std::ptrdiff_t cacheLineValues = 64 / static_cast<std::ptrdiff_t>(sizeof(T));

/// The first value at or after `at` that begins a cache line; less than a line away.
template <class T>
[[nodiscard]] T* cacheAligned(T* at) noexcept {
  const auto index = static_cast<std::ptrdiff_t>(reinterpret_cast<std::uintptr_t>(at) / sizeof(T));
  return at + (cacheLineValues<T> - index % cacheLineValues<T>) % cacheLineValues<T>;
}

}  // namespace gradevault::cpu
