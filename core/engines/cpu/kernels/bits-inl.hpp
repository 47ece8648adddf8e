// Masks of bytes as bits in memory, one a pixel, and back.
#if defined(GRADEVAULT_CPU_BITS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_BITS_INL
#undef GRADEVAULT_CPU_BITS_INL
#else
#define GRADEVAULT_CPU_BITS_INL
#endif

#include "kernels/picture_rows-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

/// Eight lanes or more go as they are; the emulated set has one.
inline constexpr bool bytesFillBits = hn::MaxLanes(Bytes()) >= 8;

/// `at` is the row's first bit; x a multiple of the lanes.
template <class M>
HWY_INLINE void storeBits(Bytes d, const M& mask, int x, std::uint8_t* at) {
  if constexpr (bytesFillBits) {
    hn::StoreMaskBits(d, mask, at + x / 8);
  } else {
    const unsigned bit = 1U << (x % 8);
    const unsigned others = x % 8 == 0 ? 0 : at[x / 8];
    at[x / 8] = static_cast<std::uint8_t>(hn::AllTrue(d, mask) ? others | bit : others);
  }
}

template <class V>
HWY_INLINE V whereBits(Bytes d, const std::uint8_t* at, int x, V value) {
  if constexpr (bytesFillBits) {
    return hn::IfThenElseZero(hn::LoadMaskBits(d, at + x / 8), value);
  } else {
    return (at[x / 8] >> (x % 8) & 1) != 0 ? value : hn::Zero(d);
  }
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
