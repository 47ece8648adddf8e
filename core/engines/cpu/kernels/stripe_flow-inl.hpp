// All iterations of one level's flow on one stripe of columns, a few rows at a time: each iteration follows the one before
// it as soon as its windows are full, so that a pixel's expansions come from memory once for all of them.
//
//     rows y … y + 7:    iteration 0 builds equations    (flow of the coarser level)
//     7 rows above:      iteration 0 solves, iteration 1 builds
//     14 rows above:     iteration 1 solves, iteration 2 builds
//     21 rows above:     iteration 2 solves: the flow
//
// The rows of an iteration run through strips of a few columns, one strip after the other, because the column sums' rings
// of a whole stripe would not stay in first-level cache. Each iteration also covers what the next one's windows reach
// beyond the stripe, so stripes know nothing of each other.
#if defined(GRADEVAULT_CPU_STRIPE_FLOW_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_STRIPE_FLOW_INL
#undef GRADEVAULT_CPU_STRIPE_FLOW_INL
#else
#define GRADEVAULT_CPU_STRIPE_FLOW_INL
#endif

#include <hwy/cache_control.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "cache_line.hpp"
#include "flow/edge_weight.hpp"
#include "kernels.hpp"
#include "kernels/equations-inl.hpp"
#include "kernels/solution-inl.hpp"
#include "kernels/window_sum-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

/// Columns that iterations begin with are multiples of this, so that their vectors are aligned.
constexpr int columnGrain = static_cast<int>(hn::MaxLanes(FullFloats()));
constexpr int cacheLine = static_cast<int>(cacheLineValues<float>);

/// Some rows of planes, one after the other, from column `origin` on.
struct RowBlock {
  float* data = nullptr;
  std::ptrdiff_t rowLength = 0;
  [[nodiscard]] HWY_INLINE float* row(int index) const { return data + index * rowLength; }
};

/// What one iteration covers and keeps.
struct IterationState {
  Stripe in;        ///< columns whose equations it builds
  Stripe out;       ///< columns whose flow it solves
  float* strips;    ///< the last rows of all strips, one strip after the other
  RowBlock flowX;   ///< the rows that it solved last
  RowBlock flowY;
  int pushed = 0;   ///< rows that came in, repeated ones at the edges included
  int kept = 0;     ///< of these, the last ones that the strips still have
};

class StripeFlow {
 public:
  StripeFlow(const LevelPair& pair, Stripe stripe, RowBuffer& rows);
  std::int64_t run();

 private:
  void place(RowBuffer& rows);
  void rowsIn(std::size_t iteration, int y, int count, const RowBlock& flowX, const RowBlock& flowY);
  void rowsOut(std::size_t iteration, int y, int count);
  void solveRow(const IterationState& state, int index);

  const LevelPair& pair_;
  Size size_;
  Stripe stripe_;
  int window_;
  int radius_;
  int stripRows_;                ///< that a strip has room for
  int origin_ = 0;               ///< the column that row buffers begin with
  std::ptrdiff_t rowLength_ = 0;
  float* columnWeights_ = nullptr;
  RowBlock startX_;
  RowBlock startY_;
  float* coarse_ = nullptr;
  float* fours_ = nullptr;
  RowBlock totals_;              ///< column sums; a row of each channel for each row of flow
  std::vector<IterationState> iterations_;
  std::int64_t length_ = 0;
};

inline StripeFlow::StripeFlow(const LevelPair& pair, Stripe stripe, RowBuffer& rows)
    : pair_(pair),
      size_(pair.before.size()),
      stripe_(stripe),
      window_(pair.settings.window),
      radius_(pair.settings.window / 2),
      stripRows_(window_ - 1 + 2 * blockRows + radius_),
      iterations_(static_cast<std::size_t>(pair.settings.iterations)) {
  Stripe wanted = stripe;
  for (std::size_t i = iterations_.size(); i-- > 0;) {
    iterations_[i].out = wanted;
    wanted.begin = std::max(0, wanted.begin - radius_) / columnGrain * columnGrain;
    wanted.end = std::min(size_.width, (wanted.end + radius_ + columnGrain - 1) / columnGrain * columnGrain);
    iterations_[i].in = wanted;
  }
  place(rows);
}

inline void StripeFlow::place(RowBuffer& rows) {
  const Stripe widest = iterations_.front().in;
  const int margin = (radius_ + FlowPlanes::margin + cacheLine - 1) / cacheLine * cacheLine;
  origin_ = widest.begin - margin;
  rowLength_ = (widest.end - widest.begin + 2 * margin + cacheLine - 1) / cacheLine * cacheLine;
  if (rowLength_ % 256 == 0) rowLength_ += cacheLine;  // rows a multiple of a page apart would evict each other
  const int flowRows = blockRows + radius_;            // the last rows of the picture come all at once
  const std::ptrdiff_t strips = (widest.end - widest.begin + stripColumns - 1) / stripColumns;
  const std::ptrdiff_t stripValues = strips * stripRows_ * stripRow;
  const std::ptrdiff_t rowsInAll = 2 + 2 * blockRows + equationChannels * (1 + flowRows) +
                                   2 * flowRows * std::ssize(iterations_);
  float* next = cacheAligned(rows.take(
      static_cast<std::size_t>(rowsInAll * rowLength_ + stripValues * std::ssize(iterations_) + cacheLine)));
  const auto take = [&](std::ptrdiff_t values) {
    float* taken = next;
    next += values;
    return taken;
  };
  columnWeights_ = take(rowLength_);
  coarse_ = take(rowLength_);
  startX_ = {take(blockRows * rowLength_), rowLength_};
  startY_ = {take(blockRows * rowLength_), rowLength_};
  fours_ = take(equationChannels * rowLength_);
  totals_ = {take(equationChannels * flowRows * rowLength_), rowLength_};
  for (IterationState& state : iterations_) {
    state.strips = take(stripValues);
    state.flowX = {take(flowRows * rowLength_), rowLength_};
    state.flowY = {take(flowRows * rowLength_), rowLength_};
  }
  for (int x = widest.begin; x < widest.end; ++x) {
    columnWeights_[x - origin_] = edgeWeight(x) * edgeWeight(size_.width - 1 - x);
  }
  std::fill_n(startX_.data, blockRows * rowLength_, 0.0F);
  std::fill_n(startY_.data, blockRows * rowLength_, 0.0F);
}

/// One strip of one iteration while rows run through it.
struct Strip {
  int begin;     ///< its columns
  int end;
  float* rows;   ///< the last `kept` ones that came in, oldest first
  int kept;
  bool inside;   ///< no column lies near the picture's left or right edge
  bool ahead;    ///< the next strip's pixels were not read before

  /// Room for more: only the last `count` rows stay.
  HWY_INLINE void forgetAllBut(int count) {
    std::memmove(rows, rows + (kept - count) * stripRow, static_cast<std::size_t>(count * stripRow) * sizeof(float));
    kept = count;
  }
};

/// The next strip's rows lie far from one another: the processor does not see them coming.
HWY_INLINE void prefetchAhead(const EquationInputs& in, int x) {
  const float* before = in.before.row(in.y) + x;
  const float* now = in.now.row(in.y + 1) + x;
  for (int c = 0; c < expansionChannels; ++c) {
    hwy::Prefetch(before + c * in.before.planeStep);
    hwy::Prefetch(now + c * in.now.planeStep);
  }
}

template <bool kWeighted>
HWY_INLINE void pushRow(Strip& strip, const EquationInputs in) {
  const FullFloats d;
  const int lanes = static_cast<int>(hn::Lanes(d));
  float* newest = strip.rows + strip.kept++ * stripRow;
  for (int x = strip.begin; x < strip.end; x += lanes) {
    if (strip.ahead && (x - strip.begin) % cacheLine == 0) prefetchAhead(in, x + stripColumns);
    const auto row = equations<kWeighted>(d, in, x);
    for (int c = 0; c < equationChannels; ++c) {
      hn::Store(row.value[c], d, newest + (x - strip.begin) + c * stripColumns);
    }
  }
}

/// The row before once more, beyond the picture's edge.
HWY_INLINE void repeatRow(Strip& strip) {
  float* newest = strip.rows + strip.kept++ * stripRow;
  std::memcpy(newest, newest - stripRow, stripRow * sizeof(float));
}

/// Column sums of `count` ≤ blockRows windows, the first beginning with the strip's row `first`, into rows of `totals`
/// (each channel one) at column offset `at`.
HWY_INLINE void sumColumns(const Strip& strip, int window, int first, int count, const RowBlock& totals,
                           std::ptrdiff_t at) {
  const FullFloats d;
  const int lanes = static_cast<int>(hn::Lanes(d));
  const std::ptrdiff_t step = totals.rowLength * equationChannels;
  for (int x = 0; x < strip.end - strip.begin; x += lanes) {
    for (int c = 0; c < equationChannels; ++c) {
      const float* rows = strip.rows + first * stripRow + x + c * stripColumns;
      float* total = totals.row(c) + at + x;
      if (window == 15 && count == blockRows) {
        columnSums15(d, rows, [&](int i, auto sum) HWY_ATTR { hn::StoreU(sum, d, total + i * step); });
        continue;
      }
      for (int i = 0; i < count; ++i) {
        const auto leaf = [&](int row) HWY_ATTR { return hn::Load(d, rows + (i + row) * stripRow); };
        hn::StoreU(windowSum(d, window, leaf), d, total + i * step);
      }
    }
  }
}

/// Rows y … y + count − 1 come into an iteration, at most blockRows; those at the picture's edges are repeated beyond it.
inline void StripeFlow::rowsIn(std::size_t iteration, int y, int count, const RowBlock& flowX, const RowBlock& flowY) {
  IterationState& state = iterations_[iteration];
  const int firstOut = std::max(0, state.pushed - (window_ - 1));
  const bool crowded = state.kept + blockRows + radius_ > stripRows_;
  const int kept = crowded ? window_ - 1 : state.kept;
  const int firstRow = std::max(0, kept - (window_ - 1));  // of the first window that is not yet summed
  const Planes before = planesOf(pair_.before);
  const Planes now = planesOf(pair_.now);
  int grown = 0;
  int outs = 0;
  for (int begin = state.in.begin; begin < state.in.end; begin += stripColumns) {
    const int end = std::min(begin + stripColumns, state.in.end);
    const int index = (begin - state.in.begin) / stripColumns;
    Strip strip{begin, end, state.strips + index * stripRows_ * stripRow, state.kept,
                begin >= edgeWidth && end <= size_.width - edgeWidth, iteration == 0};
    if (crowded) strip.forgetAllBut(kept);
    outs = 0;
    const auto sum = [&]() {  // all windows that are full and not yet summed
      const int ready = strip.kept - (window_ - 1) - firstRow - outs;
      if (ready <= 0) return;
      sumColumns(strip, window_, firstRow + outs, ready, {totals_.row(outs * equationChannels), rowLength_},
                 begin - origin_);
      outs += ready;
    };
    for (int i = 0; i < count; ++i) {
      const int row = y + i;
      const EquationInputs in{.before = before,
                              .now = now,
                              .size = size_,
                              .flowX = flowX.row(i),
                              .flowY = flowY.row(i),
                              .columnWeights = columnWeights_,
                              .origin = origin_,
                              .rowWeight = edgeWeight(row) * edgeWeight(size_.height - 1 - row),
                              .y = row};
      if (strip.inside && in.rowWeight == 1.0F) {
        pushRow<false>(strip, in);
      } else {
        pushRow<true>(strip, in);
      }
      if (row == 0) {
        for (int k = 0; k < radius_; ++k) repeatRow(strip);
      }
    }
    sum();
    if (y + count == size_.height) {
      for (int k = 0; k < radius_; ++k) {
        repeatRow(strip);
        if ((k + 1) % blockRows == 0) sum();
      }
      sum();
    }
    grown = strip.kept - kept;
  }
  state.pushed += grown;
  state.kept = kept + grown;
  if (outs > 0) rowsOut(iteration, firstOut, outs);
}

/// The column sums of rows y … y + count − 1 are there: their flow goes to the next iteration, or out.
inline void StripeFlow::rowsOut(std::size_t iteration, int y, int count) {
  const IterationState& state = iterations_[iteration];
  for (int i = 0; i < count; ++i) solveRow(state, i);
  if (iteration + 1 < iterations_.size()) {
    for (int i = 0; i < count; i += blockRows) {
      rowsIn(iteration + 1, y + i, std::min(blockRows, count - i), {state.flowX.row(i), rowLength_},
             {state.flowY.row(i), rowLength_});
    }
    return;
  }
  const int columns = stripe_.end - stripe_.begin;
  for (int i = 0; i < count; ++i) {
    const float* flowX = state.flowX.row(i) + (stripe_.begin - origin_);
    const float* flowY = state.flowY.row(i) + (stripe_.begin - origin_);
    length_ += lengthSum(flowX, flowY, columns);
    if (pair_.flow == nullptr) continue;
    const std::size_t bytes = static_cast<std::size_t>(columns) * sizeof(float);
    std::memcpy(pair_.flow->row(y + i, 0) + stripe_.begin, flowX, bytes);
    std::memcpy(pair_.flow->row(y + i, 1) + stripe_.begin, flowY, bytes);
  }
}

struct SolveRow15 {
  const float* total;
  const float* fours;
  std::ptrdiff_t step;
  float scale;
  float* flowX;
  float* flowY;
  template <class D>
  HWY_INLINE void operator()(D d, int x) const {
    Channels<hn::Vec<D>> sums;
    for (int c = 0; c < equationChannels; ++c) sums.value[c] = sum15(d, total + x + c * step, fours + x + c * step);
    solve(d, sums, hn::Set(d, scale), flowX + x, flowY + x);
  }
};

struct SolveRow {
  const float* total;
  std::ptrdiff_t step;
  int window;
  float scale;
  float* flowX;
  float* flowY;
  template <class D>
  HWY_INLINE void operator()(D d, int x) const {
    Channels<hn::Vec<D>> sums;
    for (int c = 0; c < equationChannels; ++c) {
      const float* first = total + x + c * step - window / 2;
      const auto leaf = [&](int i) HWY_ATTR { return hn::LoadU(d, first + i); };
      sums.value[c] = windowSum(d, window, leaf);
    }
    solve(d, sums, hn::Set(d, scale), flowX + x, flowY + x);
  }
};

inline void StripeFlow::solveRow(const IterationState& state, int index) {
  float* total = totals_.row(index * equationChannels);
  const int first = state.in.begin - origin_;
  const int last = state.in.end - origin_;
  for (int c = 0; c < equationChannels; ++c) {
    float* row = total + c * rowLength_;
    if (state.in.begin == 0) std::fill_n(row + first - radius_, radius_, row[first]);
    if (state.in.end == size_.width) std::fill_n(row + last, radius_, row[last - 1]);
  }
  const float scale = 1.0F / static_cast<float>(window_ * window_);
  const int begin = state.out.begin - origin_;
  const int end = state.out.end - origin_;
  float* flowX = state.flowX.row(index);
  float* flowY = state.flowY.row(index);
  if (window_ == 15) {
    const int reach = (7 + columnGrain - 1) / columnGrain * columnGrain;
    for (int c = 0; c < equationChannels; ++c) {
      forColumns(begin - reach, end + 2, FoursAlongRow{total + c * rowLength_, fours_ + c * rowLength_});
    }
    forColumns(begin, end, SolveRow15{total, fours_, rowLength_, scale, flowX, flowY});
  } else {
    forColumns(begin, end, SolveRow{total, rowLength_, window_, scale, flowX, flowY});
  }
}

inline std::int64_t StripeFlow::run() {
  const Stripe in = iterations_.front().in;
  for (int y = 0; y < size_.height; y += blockRows) {
    const int count = std::min(blockRows, size_.height - y);
    for (int i = 0; i < count && pair_.coarser != nullptr; ++i) {
      finerRow(*pair_.coarser, 0, y + i, in, origin_, coarse_, startX_.row(i));
      finerRow(*pair_.coarser, 1, y + i, in, origin_, coarse_, startY_.row(i));
    }
    rowsIn(0, y, count, startX_, startY_);
  }
  return length_;
}

inline std::int64_t stripeFlow(const LevelPair& pair, Stripe stripe, RowBuffer& rows) {
  return StripeFlow(pair, stripe, rows).run();
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
