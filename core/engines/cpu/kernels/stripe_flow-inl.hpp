// All iterations of one level's flow on one stripe of columns, a few rows at a time: each iteration follows
// the one before it as soon as its windows are full, so that a pixel's expansions come from memory once for
// all of them.
//
//     rows y … y + 7:    iteration 0 builds equations    (flow of the coarser level)
//     8 rows above:      iteration 0 solves, iteration 1 builds
//     16 rows above:     iteration 1 solves, iteration 2 builds
//     24 rows above:     iteration 2 solves: the flow
//
// The rows of an iteration run through strips of a few columns, one strip after the other, because the column
// sums' rings of a whole stripe would not stay in first-level cache. Each iteration also covers what the next
// one's windows reach beyond the stripe, so stripes know nothing of each other.
#if defined(GRADEVAULT_CPU_STRIPE_FLOW_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_STRIPE_FLOW_INL
#undef GRADEVAULT_CPU_STRIPE_FLOW_INL
#else
#define GRADEVAULT_CPU_STRIPE_FLOW_INL
#endif

#include <algorithm>
#include <cstring>
#include <vector>

#include "cache_line.hpp"
#include "flow/edge_weight.hpp"
#include "kernels.hpp"
#include "kernels/block_equations-inl.hpp"
#include "kernels/equation_strip-inl.hpp"
#include "kernels/row_sums-inl.hpp"
#include "kernels/solution-inl.hpp"
#include "kernels/window_sum-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

constexpr int cacheLine = static_cast<int>(cacheLineValues<float>);

/// What one iteration covers and keeps.
struct IterationState {
  Stripe in;       ///< columns whose equations it builds
  Stripe out;      ///< columns whose flow it solves
  float* strips;   ///< the last rows of equations of all strips, one strip after the other
  RowBlock flowX;  ///< the rows that it solved last
  RowBlock flowY;
  int pushed = 0;  ///< rows that came in, repeated ones at the edges included
  int summed = 0;  ///< windows whose columns were summed: rows that went out
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
  /// The column where the first output's window begins: sums along rows then read aligned vectors.
  [[nodiscard]] int firstTotal(const IterationState& state) const { return state.out.begin - radius_; }

  const LevelPair& pair_;
  Size size_;
  Stripe stripe_;
  int window_;
  int radius_;
  int stripRows_;   ///< that a strip holds
  int outRows_;     ///< that leave an iteration at once, at most
  int origin_ = 0;  ///< the column that row buffers begin with
  std::ptrdiff_t rowLength_ = 0;
  float* columnWeights_ = nullptr;
  RowBlock startX_;
  RowBlock startY_;
  float* coarse_ = nullptr;
  float* sums_ = nullptr;  ///< window sums of one row from the first output on, a row of each channel
  RowBlock totals_;        ///< column sums from `firstTotal` on; a row of each channel for each row of flow
  std::vector<IterationState> iterations_;
  std::int64_t length_ = 0;
};

inline StripeFlow::StripeFlow(const LevelPair& pair, Stripe stripe, RowBuffer& rows)
    : pair_(pair),
      size_(pair.before.size()),
      stripe_(stripe),
      window_(pair.settings.window),
      radius_(pair.settings.window / 2),
      stripRows_(EquationStrip::rowsFor(window_)),
      outRows_(2 * blockRows + radius_),
      iterations_(static_cast<std::size_t>(pair.settings.iterations)) {
  Stripe wanted = stripe;
  for (std::size_t i = iterations_.size(); i-- > 0;) {
    iterations_[i].out = wanted;
    wanted.begin = std::max(0, wanted.begin - radius_);
    wanted.end = std::min(size_.width, wanted.end + radius_);
    iterations_[i].in = wanted;
  }
  place(rows);
}

inline void StripeFlow::place(RowBuffer& rows) {
  const Stripe widest = iterations_.front().in;
  const int margin = (radius_ + FlowPlanes::margin + cacheLine - 1) / cacheLine * cacheLine;
  origin_ = widest.begin / cacheLine * cacheLine - margin;
  rowLength_ = (widest.end - widest.begin + 2 * margin + 2 * cacheLine - 1) / cacheLine * cacheLine;
  if (rowLength_ % 256 == 0)
    rowLength_ += cacheLine;  // rows a multiple of a page apart would evict each other
  const std::ptrdiff_t strips = (widest.end - widest.begin + stripColumns - 1) / stripColumns;
  const std::ptrdiff_t stripValues = strips * stripRows_ * stripRow;
  const std::ptrdiff_t rowsInAll =
      2 + 2 * blockRows + equationChannels * (1 + outRows_) + 2 * outRows_ * std::ssize(iterations_);
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
  sums_ = take(equationChannels * rowLength_);
  totals_ = {take(equationChannels * outRows_ * rowLength_), rowLength_};
  for (IterationState& state : iterations_) {
    state.strips = take(stripValues);
    state.flowX = {take(outRows_ * rowLength_), rowLength_};
    state.flowY = {take(outRows_ * rowLength_), rowLength_};
  }
  for (int x = widest.begin; x < widest.end; ++x) {
    columnWeights_[x - origin_] = edgeWeight(x) * edgeWeight(size_.width - 1 - x);
  }
  std::fill_n(startX_.data, blockRows * rowLength_, 0.0F);
  std::fill_n(startY_.data, blockRows * rowLength_, 0.0F);
}

/// Rows y … y + count − 1 come into an iteration, at most blockRows; those at the picture's edges are
/// repeated beyond it.
inline void StripeFlow::rowsIn(std::size_t iteration, int y, int count, const RowBlock& flowX,
                               const RowBlock& flowY) {
  IterationState& state = iterations_[iteration];
  BlockInputs in{.before = planesOf(pair_.before),
                 .now = planesOf(pair_.now),
                 .size = size_,
                 .flowX = flowX,
                 .flowY = flowY,
                 .columnWeights = columnWeights_,
                 .origin = origin_,
                 .y = y,
                 .rows = count,
                 .begin = 0,
                 .end = 0,
                 .rowWeights = {},
                 .out = {},
                 .ahead = iteration == 0};
  bool rowsInside = true;
  for (int i = 0; i < count; ++i) {
    const float weight = edgeWeight(y + i) * edgeWeight(size_.height - 1 - y - i);
    in.rowWeights[static_cast<std::size_t>(i)] = weight;
    rowsInside = rowsInside && weight == 1.0F;
  }
  const bool last = y + count == size_.height;
  int pushed = 0;
  int outs = 0;
  for (in.begin = state.in.begin; in.begin < state.in.end; in.begin += stripColumns) {
    in.end = std::min(in.begin + stripColumns, state.in.end);
    const int index = (in.begin - state.in.begin) / stripColumns;
    const EquationStrip strip{state.strips + index * stripRows_ * stripRow, stripRows_, in.end - in.begin};
    pushed = state.pushed;
    outs = 0;
    const auto sum = [&](int windows) {
      strip.sumColumns(window_, state.summed + outs, windows,
                       {totals_.row(outs * equationChannels), rowLength_}, in.begin - firstTotal(state));
      outs += windows;
    };
    const auto ready = [&] { return pushed - (window_ - 1) - state.summed - outs; };

    if (y == 0) pushed += radius_;
    for (int i = 0; i < count; ++i) in.out[static_cast<std::size_t>(i)] = strip.row(pushed + i);
    if (rowsInside && in.begin >= edgeWidth && in.end <= size_.width - edgeWidth) {
      blockEquations<false>(in);
    } else {
      blockEquations<true>(in);
    }
    if (y == 0) {
      for (int k = 0; k < radius_; ++k) strip.repeat(radius_, k);
    }
    pushed += count;
    if (ready() >= blockRows) sum(blockRows);
    for (int k = 0; last && k < radius_; ++k) {
      strip.repeat(pushed - 1, pushed);
      ++pushed;
      if (ready() == blockRows) sum(blockRows);
    }
    if (last && ready() > 0) sum(ready());
  }
  state.pushed = pushed;
  if (outs == 0) return;
  const int first = state.summed;
  state.summed += outs;
  rowsOut(iteration, first, outs);
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

inline void StripeFlow::solveRow(const IterationState& state, int index) {
  float* total = totals_.row(index * equationChannels);
  const int first = state.in.begin - firstTotal(state);
  const int last = state.in.end - firstTotal(state);
  const int outputs = state.out.end - state.out.begin;
  for (int c = 0; c < equationChannels; ++c) {
    float* row = total + c * rowLength_;
    if (state.in.begin == 0) std::fill_n(row + first - radius_, radius_, row[first]);
    if (state.in.end == size_.width) std::fill_n(row + last, radius_, row[last - 1]);
    sumRow(row, window_, outputs, sums_ + c * rowLength_);
  }
  const FullFloats d;
  const auto scale = hn::Set(d, 1.0F / static_cast<float>(window_ * window_));
  float* flowX = state.flowX.row(index) + (state.out.begin - origin_);
  float* flowY = state.flowY.row(index) + (state.out.begin - origin_);
  for (int x = 0; x < outputs; x += static_cast<int>(hn::Lanes(d))) {
    Channels<hn::Vec<FullFloats>> sums;
    GRADEVAULT_UNROLL
    for (int c = 0; c < equationChannels; ++c) sums.value[c] = hn::Load(d, sums_ + c * rowLength_ + x);
    solve(d, sums, scale, flowX + x, flowY + x);
  }
}

inline std::int64_t StripeFlow::run() {
  Stripe in = iterations_.front().in;
  in.begin -= in.begin % 2;  // finer rows are made two columns at a time
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
