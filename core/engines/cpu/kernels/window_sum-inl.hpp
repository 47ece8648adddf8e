// Sums over the window in the fixed order of reference/window_sum.hpp: down the columns while rows come in,
// then along the rows.
#if defined(GRADEVAULT_CPU_WINDOW_SUM_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_WINDOW_SUM_INL
#undef GRADEVAULT_CPU_WINDOW_SUM_INL
#else
#define GRADEVAULT_CPU_WINDOW_SUM_INL
#endif

#include <array>
#include <bit>
#include <cstddef>

#include "kernels/columns-inl.hpp"
#include "normal_equations.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

/// Rows whose windows are summed together.
constexpr int blockRows = 8;

/// The sums of blockRows windows of 15 rows. The rows come in groups of blockRows, `step` values apart, that
/// begin at the pointers; s_2 and s_4 are made once for all. Calls `out(i, sum)` with the i-th.
template <class D, class Out>
HWY_INLINE void columnSums15(D d, const std::array<const float*, 3>& groups, std::ptrdiff_t step,
                             const Out& out) {
  using V = hn::Vec<D>;
  constexpr int values = blockRows + 14;
  V ones[values];
  V twos[values - 2];
  V fours[values - 6];
  GRADEVAULT_UNROLL
  for (int i = 0; i < values; ++i) {
    ones[i] = hn::Load(d, groups[static_cast<std::size_t>(i / blockRows)] + i % blockRows * step);
  }
  GRADEVAULT_UNROLL
  for (int i = 0; i < values - 2; ++i) twos[i] = hn::Add(ones[i], ones[i + 1]);
  GRADEVAULT_UNROLL
  for (int i = 0; i < values - 6; ++i) fours[i] = hn::Add(twos[i], twos[i + 2]);
  GRADEVAULT_UNROLL
  for (int i = 0; i < blockRows; ++i) {
    const V sum = hn::Add(hn::Add(fours[i], fours[i + 4]), fours[i + 8]);
    out(i, hn::Add(hn::Add(sum, twos[i + 12]), ones[i + 14]));
  }
}

/// s_count of values that `leaf(i)` gives, a power of two of them.
template <class D, class Leaf>
HWY_INLINE hn::Vec<D> pairwiseSum(D, int begin, int count, const Leaf& leaf) {
  hn::Vec<D> pending[6];  // s_1, s_2, … of what is not yet paired; a window has at most 63 = six powers
  pending[0] = leaf(begin);
  int depth = 1;
  for (int i = 1; i < count; ++i) {
    hn::Vec<D> sum = leaf(begin + i);
    for (int bits = i; (bits & 1) != 0; bits >>= 1) sum = hn::Add(pending[--depth], sum);
    pending[depth++] = sum;
  }
  return pending[0];
}

/// The sum over any odd window: its binary digits, the largest power first.
template <class D, class Leaf>
HWY_INLINE hn::Vec<D> windowSum(D d, int window, const Leaf& leaf) {
  int begin = static_cast<int>(std::bit_floor(static_cast<unsigned>(window)));
  hn::Vec<D> sum = pairwiseSum(d, 0, begin, leaf);
  for (int power = begin / 2; power >= 1; power /= 2) {
    if ((window & power) == 0) continue;
    sum = hn::Add(sum, pairwiseSum(d, begin, power, leaf));
    begin += power;
  }
  return sum;
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
