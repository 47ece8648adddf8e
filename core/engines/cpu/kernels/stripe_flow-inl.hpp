// All iterations of one level's flow on one stripe of columns, row by row: each iteration follows the one before it as
// soon as its window is full, so that a pixel's expansions are read from memory once for all of them.
//
//     row y:       iteration 0 builds equations      (flow of the coarser level)
//     row y − 7:   iteration 0 solves, iteration 1 builds
//     row y − 14:  iteration 1 solves, iteration 2 builds
//     row y − 21:  iteration 2 solves: the flow
//
// Each iteration also covers what the next one's windows reach beyond the stripe, so stripes know nothing of each other.
#if defined(GRADEVAULT_CPU_STRIPE_FLOW_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_STRIPE_FLOW_INL
#undef GRADEVAULT_CPU_STRIPE_FLOW_INL
#else
#define GRADEVAULT_CPU_STRIPE_FLOW_INL
#endif

#include <algorithm>
#include <cstring>
#include <vector>

#include "flow/edge_weight.hpp"
#include "kernels.hpp"
#include "kernels/equations-inl.hpp"
#include "kernels/solution-inl.hpp"
#include "kernels/window_sum-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

/// Columns that iterations begin with are multiples of this, so that their vectors are aligned.
constexpr int columnGrain = static_cast<int>(hn::MaxLanes(FullFloats()));
constexpr int cacheLine = 16;  // floats

/// What one iteration covers and keeps.
struct IterationState {
  Stripe in;   ///< columns whose equations it builds
  Stripe out;  ///< columns whose flow it solves
  ColumnTree15 tree;
  RowRing ring;       ///< for windows other than 15: the last rows
  float* total;       ///< column sums, all channels
  float* flowX;       ///< the row that it solved last
  float* flowY;
  int pushed = 0;     ///< rows that came in, repeated ones at the edges included
};

class StripeFlow {
 public:
  StripeFlow(const LevelPair& pair, Stripe stripe, RowBuffer& rows);
  HWY_INLINE std::int64_t run();

 private:
  void place(RowBuffer& rows);
  HWY_INLINE void push(IterationState& state, const EquationInputs& in);
  HWY_INLINE void repeat(IterationState& state);
  void rowIn(std::size_t iteration, int y, const float* flowX, const float* flowY);
  void rowOut(std::size_t iteration, int y);
  HWY_INLINE void solveRow(IterationState& state);

  const LevelPair& pair_;
  Size size_;
  Stripe stripe_;
  int window_;
  int radius_;
  bool tree_ = false;              ///< window of 15, and rows that fit
  int origin_ = 0;                 ///< the column that row buffers begin with
  std::ptrdiff_t rowLength_ = 0;
  float* columnWeights_ = nullptr;
  float* startX_ = nullptr;
  float* startY_ = nullptr;
  float* coarse_ = nullptr;
  float* fours_ = nullptr;
  std::vector<IterationState> iterations_;
  std::int64_t length_ = 0;
};

inline StripeFlow::StripeFlow(const LevelPair& pair, Stripe stripe, RowBuffer& rows)
    : pair_(pair),
      size_(pair.before.size()),
      stripe_(stripe),
      window_(pair.settings.window),
      radius_(pair.settings.window / 2),
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
  tree_ = window_ == 15 && rowLength_ <= treeStep;
  if (tree_) rowLength_ = treeStep;
  const std::ptrdiff_t ringRows = tree_ ? ColumnTree15::ringRows : window_;
  const std::ptrdiff_t channels = equationChannels;
  const std::ptrdiff_t eachIteration = (ringRows + 1) * channels + 2;
  const std::ptrdiff_t all = (1 + 2 + 1 + channels + eachIteration * std::ssize(iterations_)) * rowLength_;
  float* next = rows.take(static_cast<std::size_t>(all + cacheLine));
  next += (cacheLine - static_cast<std::ptrdiff_t>(reinterpret_cast<std::uintptr_t>(next) / sizeof(float)) %
                           cacheLine) %
          cacheLine;
  const auto take = [&](std::ptrdiff_t count) {
    float* taken = next;
    next += count * rowLength_;
    return taken;
  };
  columnWeights_ = take(1);
  startX_ = take(1);
  startY_ = take(1);
  coarse_ = take(1);
  fours_ = take(channels);
  for (IterationState& state : iterations_) {
    state.total = take(channels);
    state.flowX = take(1);
    state.flowY = take(1);
    if (tree_) {
      state.tree = {{take(4 * channels), rowLength_, 4}, {take(8 * channels), rowLength_, 8},
                    {take(8 * channels), rowLength_, 8}, state.total};
    } else {
      state.ring = {take(window_ * channels), rowLength_, window_};
    }
  }
  for (int x = widest.begin; x < widest.end; ++x) {
    columnWeights_[x - origin_] = edgeWeight(x) * edgeWeight(size_.width - 1 - x);
  }
  std::fill_n(startX_, rowLength_, 0.0F);
  std::fill_n(startY_, rowLength_, 0.0F);
}

/// A row of equations into the column tree of 15.
template <bool kWeighted>
struct PushTree {
  const EquationInputs& in;
  ColumnTree15::Push tree;
  template <class D>
  HWY_INLINE void operator()(D d, int x) const {
    const auto row = equations<kWeighted>(d, in, x);
    for (int c = 0; c < equationChannels; ++c) tree(d, x - in.origin, c, row.value[c]);
  }
};

/// The row before once more, beyond the picture's edge.
struct RepeatTree {
  ColumnTree15::Push tree;
  template <class D>
  HWY_INLINE void operator()(D d, int at) const {
    for (int c = 0; c < equationChannels; ++c) tree(d, at, c, hn::LoadU(d, tree.before1 + at + c * treeStep));
  }
};

/// A row of equations into the ring, for any window.
struct PushRing {
  const EquationInputs& in;
  float* now;
  std::ptrdiff_t step;
  template <class D>
  HWY_INLINE void operator()(D d, int x) const {
    const auto row = equations<true>(d, in, x);
    for (int c = 0; c < equationChannels; ++c) hn::StoreU(row.value[c], d, now + (x - in.origin) + c * step);
  }
};

/// Column sums of any window, from the ring.
struct SumRing {
  RowRing ring;
  int oldest;
  int window;
  float* total;
  int origin;
  template <class D>
  HWY_INLINE void operator()(D d, int x) const {
    for (int c = 0; c < equationChannels; ++c) {
      const std::ptrdiff_t at = x - origin + c * ring.channelStep;
      const auto leaf = [&](int i) HWY_ATTR { return hn::LoadU(d, ring.row(oldest + i) + at); };
      hn::StoreU(windowSum(d, window, leaf), d, total + at);
    }
  }
};

HWY_INLINE void StripeFlow::push(IterationState& state, const EquationInputs& in) {
  const int number = state.pushed++;
  const Stripe columns = state.in;
  if (!tree_) {
    forColumns(columns.begin, columns.end, PushRing{in, state.ring.row(number), rowLength_});
    if (number + 1 >= window_) {
      forColumns(columns.begin, columns.end, SumRing{state.ring, number + 1, window_, state.total, origin_});
    }
    return;
  }
  const ColumnTree15::Push tree = state.tree.at(number);
  if (in.rowWeight != 1.0F) {
    forColumns(columns.begin, columns.end, PushTree<true>{in, tree});
    return;
  }
  const int left = columns.begin == 0 ? std::min(columns.end, cacheLine) : columns.begin;
  const int right = columns.end == size_.width ? std::max(left, columns.end - edgeWidth) : columns.end;
  // Whole vectors from an aligned column on; what remains of the middle goes with the right edge.
  const int middle = left + (right - left) / columnGrain * columnGrain;
  forColumns(columns.begin, left, PushTree<true>{in, tree});
  forColumns(left, middle, PushTree<false>{in, tree});
  const int lanes = static_cast<int>(hn::Lanes(FullFloats()));
  if (middle < columns.end) {
    forColumns(std::max(columns.begin, std::min(middle, columns.end - lanes)), columns.end, PushTree<true>{in, tree});
  }
}

HWY_INLINE void StripeFlow::repeat(IterationState& state) {
  const int number = state.pushed++;
  const int begin = state.in.begin - origin_;
  const int end = state.in.end - origin_;
  if (tree_) {
    forColumns(begin, end, RepeatTree{state.tree.at(number)});
    return;
  }
  std::memcpy(state.ring.row(number), state.ring.row(number + window_ - 1),
              static_cast<std::size_t>(rowLength_) * equationChannels * sizeof(float));
  if (number + 1 >= window_) {
    forColumns(state.in.begin, state.in.end, SumRing{state.ring, number + 1, window_, state.total, origin_});
  }
}

/// Row `y` comes into an iteration, repeated beyond the picture's first and last row.
inline void StripeFlow::rowIn(std::size_t iteration, int y, const float* flowX, const float* flowY) {
  IterationState& state = iterations_[iteration];
  const EquationInputs in{.before = pair_.before,
                          .now = pair_.now,
                          .flowX = flowX,
                          .flowY = flowY,
                          .columnWeights = columnWeights_,
                          .origin = origin_,
                          .rowWeight = edgeWeight(y) * edgeWeight(size_.height - 1 - y),
                          .y = y};
  push(state, in);
  if (y == 0) {
    for (int i = 0; i < radius_; ++i) repeat(state);
  }
  if (state.pushed >= window_) rowOut(iteration, state.pushed - window_);
  if (y == size_.height - 1) {
    for (int i = 0; i < radius_; ++i) {
      repeat(state);
      if (state.pushed >= window_) rowOut(iteration, state.pushed - window_);
    }
  }
}

/// The sums around row `y` are there: its flow goes to the next iteration, or out.
inline void StripeFlow::rowOut(std::size_t iteration, int y) {
  IterationState& state = iterations_[iteration];
  solveRow(state);
  if (iteration + 1 < iterations_.size()) {
    rowIn(iteration + 1, y, state.flowX, state.flowY);
    return;
  }
  const int count = stripe_.end - stripe_.begin;
  const float* flowX = state.flowX + (stripe_.begin - origin_);
  const float* flowY = state.flowY + (stripe_.begin - origin_);
  length_ += lengthSum(flowX, flowY, count);
  if (pair_.flow == nullptr) return;
  std::memcpy(pair_.flow->row(y, 0) + stripe_.begin, flowX, static_cast<std::size_t>(count) * sizeof(float));
  std::memcpy(pair_.flow->row(y, 1) + stripe_.begin, flowY, static_cast<std::size_t>(count) * sizeof(float));
}

struct SolveRow15 {
  const float* total;
  const float* fours;
  float scale;
  float* flowX;
  float* flowY;
  template <class D>
  HWY_INLINE void operator()(D d, int x) const {
    Channels<hn::Vec<D>> sums;
    for (int c = 0; c < equationChannels; ++c) sums.value[c] = sum15(d, total + x + c * treeStep, fours + x + c * treeStep);
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

HWY_INLINE void StripeFlow::solveRow(IterationState& state) {
  const int first = state.in.begin - origin_;
  const int last = state.in.end - origin_;
  for (int c = 0; c < equationChannels; ++c) {
    float* total = state.total + c * rowLength_;
    if (state.in.begin == 0) std::fill_n(total + first - radius_, radius_, total[first]);
    if (state.in.end == size_.width) std::fill_n(total + last, radius_, total[last - 1]);
  }
  const float scale = 1.0F / static_cast<float>(window_ * window_);
  const int begin = state.out.begin - origin_;
  const int end = state.out.end - origin_;
  if (tree_) {
    for (int c = 0; c < equationChannels; ++c) {
      forColumns(begin - columnGrain * ((7 + columnGrain - 1) / columnGrain), end + 2,
                 FoursAlongRow{state.total + c * treeStep, fours_ + c * treeStep});
    }
    forColumns(begin, end, SolveRow15{state.total, fours_, scale, state.flowX, state.flowY});
  } else {
    forColumns(begin, end, SolveRow{state.total, rowLength_, window_, scale, state.flowX, state.flowY});
  }
}

HWY_INLINE std::int64_t StripeFlow::run() {
  const Stripe in = iterations_.front().in;
  for (int y = 0; y < size_.height; ++y) {
    if (pair_.coarser != nullptr) {
      // Coarse columns count from the stripe's: FlowPlanes rows are read, the row buffers begin at origin_ / 2.
      finerRow(*pair_.coarser, 0, y, in, origin_, coarse_, startX_);
      finerRow(*pair_.coarser, 1, y, in, origin_, coarse_, startY_);
    }
    rowIn(0, y, startX_, startY_);
  }
  return length_;
}

inline std::int64_t stripeFlow(const LevelPair& pair, Stripe stripe, RowBuffer& rows) {
  return StripeFlow(pair, stripe, rows).run();
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
