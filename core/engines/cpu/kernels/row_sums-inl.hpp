// Sums over the window along a row, in the fixed order of reference/window_sum.hpp.
#if defined(GRADEVAULT_CPU_ROW_SUMS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_ROW_SUMS_INL
#undef GRADEVAULT_CPU_ROW_SUMS_INL
#else
#define GRADEVAULT_CPU_ROW_SUMS_INL
#endif

#include <array>
#include <cstddef>

#include "kernels/columns-inl.hpp"
#include "kernels/window_sum-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

#if HWY_TARGET != HWY_SCALAR  // one lane has nothing to shift

/// Lanes kLane, kLane + 1, … of two neighbouring vectors side by side.
template <int kLane, class D, class V = hn::Vec<D>>
HWY_INLINE V shifted([[maybe_unused]] D d, V low, V high) {
  constexpr int lanes = static_cast<int>(hn::MaxLanes(D()));
  static_assert(0 <= kLane && kLane <= lanes);
  if constexpr (kLane == 0) {
    return low;
  } else if constexpr (kLane == lanes) {
    return high;
  } else {
#if HWY_TARGET == HWY_AVX3
    return V{_mm512_castsi512_ps(
        _mm512_alignr_epi32(_mm512_castps_si512(high.raw), _mm512_castps_si512(low.raw), kLane))};
#elif HWY_TARGET == HWY_AVX2
    const V middle{_mm256_permute2f128_ps(low.raw, high.raw, 0x21)};
    if constexpr (kLane == 4) {
      return middle;
    } else if constexpr (kLane < 4) {
      return hn::CombineShiftRightBytes<kLane * 4>(d, middle, low);
    } else {
      return hn::CombineShiftRightBytes<(kLane - 4) * 4>(d, high, middle);
    }
#else
    return hn::CombineShiftRightBytes<kLane* static_cast<int>(sizeof(float))>(d, high, low);
#endif
  }
}

/// The sums of the 15 values that begin at `row`, `row + 1`, … for as many outputs, a multiple of the lanes.
/// `row` and `out` are aligned; what lies up to seven vectors beyond the last output's place is read too, and
/// does not count.
///
/// s_2 and s_4 pass through registers and are shifted past each other, since loads that cross cache lines
/// cost more than moving lanes; the rest is loaded, since lanes are moved by what also adds.
HWY_INLINE void wideRowSums15(const float* HWY_RESTRICT row, int outputs, float* HWY_RESTRICT out) {
  const FullFloats d;
  using V = hn::Vec<FullFloats>;
  constexpr int lanes = static_cast<int>(hn::MaxLanes(FullFloats()));
  // The vector that each part begins in, from the one that holds the first of the 15 values.
  constexpr int ahead4 = 4 / lanes, ahead8 = 8 / lanes, ahead12 = 12 / lanes;
  constexpr int fours = ahead8 + 2;
  constexpr int twos = (ahead12 + 2 > fours + 1) ? ahead12 + 2 : fours + 1;
  const auto at = [](int i) { return static_cast<std::size_t>(i); };
  const auto two = [&](const float* from)
                       HWY_ATTR { return hn::Add(hn::Load(d, from), hn::LoadU(d, from + 1)); };
  std::array<V, twos> s2;
  std::array<V, fours> s4;
  GRADEVAULT_UNROLL
  for (int i = 0; i < twos; ++i) s2[at(i)] = two(row + i * lanes);
  GRADEVAULT_UNROLL
  for (int i = 0; i < fours; ++i) s4[at(i)] = hn::Add(s2[at(i)], shifted<2>(d, s2[at(i)], s2[at(i + 1)]));
  for (int x = 0; x < outputs; x += lanes) {
    const V eight = hn::Add(s4[0], shifted<4 % lanes>(d, s4[ahead4], s4[ahead4 + 1]));
    const V twelve = hn::Add(eight, shifted<8 % lanes>(d, s4[ahead8], s4[ahead8 + 1]));
    const V fourteen = hn::Add(twelve, shifted<12 % lanes>(d, s2[ahead12], s2[ahead12 + 1]));
    hn::Store(hn::Add(fourteen, hn::LoadU(d, row + x + 14)), d, out + x);
    GRADEVAULT_UNROLL
    for (int i = 0; i + 1 < twos; ++i) s2[at(i)] = s2[at(i + 1)];
    GRADEVAULT_UNROLL
    for (int i = 0; i + 1 < fours; ++i) s4[at(i)] = s4[at(i + 1)];
    s2[twos - 1] = two(row + x + twos * lanes);
    s4[fours - 1] = hn::Add(s2[fours - 1], shifted<2>(d, s2[fours - 1], s2[fours]));
  }
}

/// The same for four lanes: every part begins with a whole vector, and few enough pass through registers to
/// have names (compilers for WebAssembly keep arrays of vectors in memory).
HWY_INLINE void narrowRowSums15(const float* HWY_RESTRICT row, int outputs, float* HWY_RESTRICT out) {
  const FullFloats d;
  using V = hn::Vec<FullFloats>;
  const auto two = [&](const float* from)
                       HWY_ATTR { return hn::Add(hn::Load(d, from), hn::LoadU(d, from + 1)); };
  const auto four = [&](V here, V next) HWY_ATTR { return hn::Add(here, shifted<2>(d, here, next)); };
  const V first = two(row);
  const V second = two(row + 4);
  const V third = two(row + 8);
  V two12 = two(row + 12);
  V four0 = four(first, second);
  V four4 = four(second, third);
  V four8 = four(third, two12);
  for (int x = 0; x < outputs; x += 4) {
    const V two16 = two(row + x + 16);
    const V fourteen = hn::Add(hn::Add(hn::Add(four0, four4), four8), two12);
    hn::Store(hn::Add(fourteen, hn::LoadU(d, row + x + 14)), d, out + x);
    four0 = four4;
    four4 = four8;
    four8 = four(two12, two16);
    two12 = two16;
  }
}

#endif

/// Window sums of a row of column sums, which begins where the window of the first output does.
inline void sumRow(const float* HWY_RESTRICT row, int window, int outputs, float* HWY_RESTRICT out) {
#if HWY_TARGET != HWY_SCALAR
  if (window == 15) {
    if constexpr (hn::MaxLanes(FullFloats()) == 4) {
      narrowRowSums15(row, outputs, out);
    } else {
      wideRowSums15(row, outputs, out);
    }
    return;
  }
#endif
  const FullFloats d;
  for (int x = 0; x < outputs; x += static_cast<int>(hn::Lanes(d))) {
    const auto leaf = [&](int i) HWY_ATTR { return hn::LoadU(d, row + x + i); };
    hn::Store(windowSum(d, window, leaf), d, out + x);
  }
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
