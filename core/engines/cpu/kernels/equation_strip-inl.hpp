// The last rows of equations of a few columns, in a ring, and the sums of their windows down the columns.
#if defined(GRADEVAULT_CPU_EQUATION_STRIP_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_EQUATION_STRIP_INL
#undef GRADEVAULT_CPU_EQUATION_STRIP_INL
#else
#define GRADEVAULT_CPU_EQUATION_STRIP_INL
#endif

#include <cstring>

#include "kernels/block_equations-inl.hpp"
#include "kernels/window_sum-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

/// Row `i`, counted from the first that ever came, repeated ones included, lies where row i − capacity was.
struct EquationStrip {
  float* rows;
  int capacity;  ///< a multiple of blockRows
  int columns;   ///< ≤ stripColumns

  /// Rows that a strip must hold: the windows of a block that are not yet summed, and the next block.
  [[nodiscard]] static constexpr int rowsFor(int window) {
    const int radius = window / 2;
    const int held = (blockRows - radius % blockRows) % blockRows;
    return (2 * radius + held + 2 * blockRows - 1) / blockRows * blockRows;
  }
  [[nodiscard]] HWY_INLINE float* row(int i) const { return rows + i % capacity * stripRow; }

  HWY_INLINE void repeat(int from, int to) const {
    std::memcpy(row(to), row(from), static_cast<std::size_t>(stripRow) * sizeof(float));
  }

  /// Column sums of `count` ≤ blockRows windows, the first beginning with row `first`, into rows of `totals`
  /// (each channel one) at column offset `at`.
  HWY_INLINE void sumColumns(int window, int first, int count, const RowBlock& totals,
                             std::ptrdiff_t at) const {
    const FullFloats d;
    const int lanes = static_cast<int>(hn::Lanes(d));
    const std::ptrdiff_t step = totals.rowLength * equationChannels;
    const bool whole = window == 15 && count == blockRows && first % blockRows == 0;
    const float* groups[] = {row(first), row(first + blockRows), row(first + 2 * blockRows)};
    for (int x = 0; x < columns; x += lanes) {
      for (int c = 0; c < equationChannels; ++c) {
        const std::ptrdiff_t place = x + c * stripColumns;
        float* total = totals.row(c) + at + x;
        if (whole) {
          columnSums15(d, {groups[0] + place, groups[1] + place, groups[2] + place}, stripRow,
                       [&](int i, auto sum) HWY_ATTR { hn::StoreU(sum, d, total + i * step); });
          continue;
        }
        for (int i = 0; i < count; ++i) {
          const auto leaf = [&](int k) HWY_ATTR { return hn::Load(d, row(first + i + k) + place); };
          hn::StoreU(windowSum(d, window, leaf), d, total + i * step);
        }
      }
    }
  }
};

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
