// Sums over the window in the fixed order of reference/window_sum.hpp: down the columns while rows come in, then along
// the rows.
#if defined(GRADEVAULT_CPU_WINDOW_SUM_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_WINDOW_SUM_INL
#undef GRADEVAULT_CPU_WINDOW_SUM_INL
#else
#define GRADEVAULT_CPU_WINDOW_SUM_INL
#endif

#include <bit>

#include "kernels/columns-inl.hpp"
#include "normal_equations.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

/// Rows of all equation channels, one after the other, in a ring.
struct RowRing {
  float* data = nullptr;
  std::ptrdiff_t channelStep = 0;
  int rows = 0;
  [[nodiscard]] HWY_INLINE float* row(int index) const {
    return data + static_cast<std::ptrdiff_t>(index % rows) * channelStep * equationChannels;
  }
};

/// Values from one channel to the next in the rings of ColumnTree15: a constant, so that addresses need no arithmetic, and
/// no multiple of a page, so that channels do not evict each other.
constexpr std::ptrdiff_t treeStep = 656;

/// Column sums of a window of 15: s_8 and s_4 of the rows so far are kept, s_2 is made again from the rows. The newest
/// row's s_1, s_4 and s_8 go into the rings, and the sum of the 15 rows up to it into `total` (meaningless for the first 14
/// rows).
struct ColumnTree15 {
  static constexpr int ringRows = 4 + 8 + 8;

  RowRing ones;    ///< 4 rows
  RowRing fours;   ///< 8 rows; s_4 of the rows push − 3 … push lies at `push`
  RowRing eights;  ///< 8 rows; likewise s_8
  float* total = nullptr;

  struct Push {
    const float *before1, *before2, *before3, *fourBefore3, *fourBefore4, *eightBefore7;
    float *one, *four, *eight, *total;
    template <class D, class V>
    HWY_INLINE void operator()(D d, std::ptrdiff_t at, int channel, V value) const {
      const std::ptrdiff_t i = at + channel * treeStep;
      const V v1 = hn::LoadU(d, before1 + i);
      const V v2 = hn::LoadU(d, before2 + i);
      const V s4 = hn::Add(hn::Add(hn::LoadU(d, before3 + i), v2), hn::Add(v1, value));
      const V s8 = hn::Add(hn::LoadU(d, fourBefore4 + i), s4);
      V sum = hn::Add(hn::LoadU(d, eightBefore7 + i), hn::LoadU(d, fourBefore3 + i));
      sum = hn::Add(sum, hn::Add(v2, v1));
      hn::StoreU(hn::Add(sum, value), d, total + i);
      hn::StoreU(value, d, one + i);
      hn::StoreU(s4, d, four + i);
      hn::StoreU(s8, d, eight + i);
    }
  };

  /// `push`: the number of the newest row.
  [[nodiscard]] HWY_INLINE Push at(int push) const {
    const int number = push + 8;  // so that rows before the first have numbers too
    return {ones.row(number - 1),  ones.row(number - 2),   ones.row(number - 3), fours.row(number - 3),
            fours.row(number - 4), eights.row(number - 7), ones.row(number),     fours.row(number),
            eights.row(number),    total};
  }
};

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

/// s_4 along a row, for the sums of 15.
struct FoursAlongRow {
  const float* in;
  float* out;
  template <class D>
  HWY_INLINE void operator()(D d, int x) const {
    hn::StoreU(hn::Add(hn::Add(hn::LoadU(d, in + x), hn::LoadU(d, in + x + 1)),
                       hn::Add(hn::LoadU(d, in + x + 2), hn::LoadU(d, in + x + 3))),
               d, out + x);
  }
};

/// The 15 values around `at`, given their row and its s_4.
template <class D>
HWY_INLINE hn::Vec<D> sum15(D d, const float* row, const float* fours) {
  const auto s8 = hn::Add(hn::LoadU(d, fours - 7), hn::LoadU(d, fours - 3));
  const auto s2 = hn::Add(hn::LoadU(d, row + 5), hn::LoadU(d, row + 6));
  return hn::Add(hn::Add(hn::Add(s8, hn::LoadU(d, fours + 1)), s2), hn::LoadU(d, row + 7));
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
