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
    return V{_mm512_castsi512_ps(_mm512_alignr_epi32(_mm512_castps_si512(high.raw), _mm512_castps_si512(low.raw), kLane))};
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
    return hn::CombineShiftRightBytes<kLane * static_cast<int>(sizeof(float))>(d, high, low);
#endif
  }
}

/// The sums of the 15 values that begin at `row`, `row + 1`, … for as many outputs, a multiple of the lanes. `row` and `out` are aligned;
/// what lies up to seven vectors beyond the last output's place is read too, and does not count.
///
/// Rows pass through registers: vectors of the row, of their s_2 and their s_4 are shifted past each other, since loads
/// that cross cache lines cost more than moving lanes.
HWY_INLINE void rowSums15(const float* HWY_RESTRICT row, int outputs, float* HWY_RESTRICT out) {
  const FullFloats d;
  using V = hn::Vec<FullFloats>;
  constexpr int lanes = static_cast<int>(hn::MaxLanes(FullFloats()));
  // The lane that each part begins with, from the vector that holds the first of the 15 values.
  constexpr int ahead4 = 4 / lanes, ahead8 = 8 / lanes, ahead12 = 12 / lanes, ahead14 = 14 / lanes;
  constexpr int count1 = ahead14 + 2;  // vectors of the row in use
  constexpr int count2 = ahead12 + 2;
  constexpr int count4 = ahead8 + 2;
  constexpr int newest1 = (count1 > count2 + 1 ? count1 : count2 + 1) > count4 + 2
                              ? (count1 > count2 + 1 ? count1 : count2 + 1)
                              : count4 + 2;
  std::array<V, newest1> ones;
  std::array<V, newest1 - 1> twos;
  std::array<V, newest1 - 2> fours;
  const auto at = [](int i) { return static_cast<std::size_t>(i); };
  GRADEVAULT_UNROLL
  for (int i = 0; i < newest1; ++i) ones[at(i)] = hn::Load(d, row + i * lanes);
  GRADEVAULT_UNROLL
  for (int i = 0; i < newest1 - 1; ++i) twos[at(i)] = hn::Add(ones[at(i)], shifted<1>(d, ones[at(i)], ones[at(i + 1)]));
  GRADEVAULT_UNROLL
  for (int i = 0; i < newest1 - 2; ++i) fours[at(i)] = hn::Add(twos[at(i)], shifted<2>(d, twos[at(i)], twos[at(i + 1)]));
  for (int x = 0; x < outputs; x += lanes) {
    const V eight = hn::Add(fours[0], shifted<4 % lanes>(d, fours[ahead4], fours[ahead4 + 1]));
    const V twelve = hn::Add(eight, shifted<8 % lanes>(d, fours[ahead8], fours[ahead8 + 1]));
    const V fourteen = hn::Add(twelve, shifted<12 % lanes>(d, twos[ahead12], twos[ahead12 + 1]));
    hn::Store(hn::Add(fourteen, shifted<14 % lanes>(d, ones[ahead14], ones[ahead14 + 1])), d, out + x);
    GRADEVAULT_UNROLL
    for (int i = 0; i + 1 < newest1; ++i) ones[at(i)] = ones[at(i + 1)];
    GRADEVAULT_UNROLL
    for (int i = 0; i + 2 < newest1; ++i) twos[at(i)] = twos[at(i + 1)];
    GRADEVAULT_UNROLL
    for (int i = 0; i + 3 < newest1; ++i) fours[at(i)] = fours[at(i + 1)];
    ones[newest1 - 1] = hn::Load(d, row + x + newest1 * lanes);
    twos[newest1 - 2] = hn::Add(ones[newest1 - 2], shifted<1>(d, ones[newest1 - 2], ones[newest1 - 1]));
    fours[newest1 - 3] = hn::Add(twos[newest1 - 3], shifted<2>(d, twos[newest1 - 3], twos[newest1 - 2]));
  }
}

#endif

/// Window sums of a row of column sums, which begins where the window of the first output does.
inline void sumRow(const float* HWY_RESTRICT row, int window, int outputs, float* HWY_RESTRICT out) {
#if HWY_TARGET != HWY_SCALAR
  if (window == 15) {
    rowSums15(row, outputs, out);
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
