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

template <class Kernel, class = void>
struct ResidentBlocks : std::integral_constant<int, 1> {};

template <class Kernel>
struct ResidentBlocks<Kernel, std::void_t<decltype(Kernel::residentBlocks)>>
    : std::integral_constant<int, Kernel::residentBlocks> {};

/// How many blocks of the kernel shall fit on a multiprocessor by their registers: its constant
/// `residentBlocks`, if it has one.
template <class Kernel>
constexpr int residentBlocks() {
  return ResidentBlocks<Kernel>::value;
}

}  // namespace gradevault::cuda
