#pragma once

#include <cstddef>
#include <type_traits>

namespace gradevault::cuda {

template <class Kernel, class = void>
struct SharedBytes : std::integral_constant<std::size_t, 0> {};

template <class Kernel>
struct SharedBytes<Kernel, std::void_t<typename Kernel::Shared>>
    : std::integral_constant<std::size_t, sizeof(typename Kernel::Shared)> {};

/// What a block of the kernel needs of shared memory: its member type `Shared`, if it has one.
template <class Kernel>
constexpr std::size_t sharedBytes() {
  return SharedBytes<Kernel>::value;
}

}  // namespace gradevault::cuda
