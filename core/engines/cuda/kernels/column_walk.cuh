#pragma once

#include "border.cuh"
#include "flow_source.cuh"
#include "normal_equations.cuh"
#include "window_tree.cuh"

namespace gradevault::cuda {

inline constexpr int windowRadius = 7;

/// A thread's way down one column of a level: the equations of each row and the window's sums that end in it.
/// Memory answers late, so everything is asked for early: a row's expansions one row before they are used,
/// its flow, which says where to sample, two rows before.
template <class Source>
class ColumnWalk {
 public:
  static constexpr int step = 8;  ///< rows a call of `rows`: unrolled, so that shifting the windows is free

  template <class Thread>
  GRADEVAULT_DEVICE void begin(const Thread& thread, const Expansions& expansions, const Ring& ring,
                               const Source& source, int pair, int column, int firstRow) {
    before_ = expansionOf(thread, expansions, (ring.first + pair) % ring.size);
    now_ = expansionOf(thread, expansions, (ring.first + pair + 1) % ring.size);
    pair_ = pair;
    column_ = replicate(column, now_.width());
    columnWeight_ = borderWeight(column_, now_.width());
    const int row = replicate(firstRow, now_.height());
    flow_ = source.at(thread, pair_, column_, row);
    seen_ = observe(thread, before_, now_, flow_, column_, row);
    flow_ = source.at(thread, pair_, column_, replicate(firstRow + 1, now_.height()));
  }

  /// The rows `first` … `first` + 7, replicated beyond the picture; `take(i, equation, sum)` gets the
  /// window's sums that end in the i-th. Calls follow one another without a gap.
  template <class Thread, class Take>
  GRADEVAULT_DEVICE void rows(const Thread& thread, const Source& source, int first, const Take& take) {
    // Inside, rows need no clamping, and their weight is 1.
    if (first >= borderRows && first + step + borderRows < now_.height()) {
      rowsOf<false>(thread, source, first, take);
    } else {
      rowsOf<true>(thread, source, first, take);
    }
  }

 private:
  template <bool atBorder, class Thread, class Take>
  GRADEVAULT_DEVICE void rowsOf(const Thread& thread, const Source& source, int first, const Take& take) {
    const auto rowAt = [&](int row) { return atBorder ? replicate(row, now_.height()) : row; };
    GRADEVAULT_UNROLL
    for (int i = 0; i < step; ++i) {
      const Observation seen = seen_;
      seen_ = observe(thread, before_, now_, flow_, column_, rowAt(first + i + 1));
      flow_ = source.at(thread, pair_, column_, rowAt(first + i + 2));
      const float weight =
          atBorder ? columnWeight_ * borderWeight(rowAt(first + i), now_.height()) : columnWeight_;
      const Equations equations = equationsOf(seen, weight);
      GRADEVAULT_UNROLL
      for (int c = 0; c < equationPlanes; ++c) take(i, c, windows_[c].slide(equations.value[c]));
    }
  }

  Expansion before_, now_;
  int pair_ = 0;
  int column_ = 0;
  float columnWeight_ = 0.0F;
  Displacement flow_ = {};  ///< of the row after the one in `seen_`
  Observation seen_ = {};   ///< of the next row
  ColumnWindow15 windows_[equationPlanes];
};

}  // namespace gradevault::cuda
