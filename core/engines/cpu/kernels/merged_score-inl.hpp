// Scores of several frames into one, and the mask; the definitions are src/edges/merged_score.cpp and score_mask.cpp.
// The sums of squares are made in doubles, which hold them exactly for up to mostMergedFrames.
#if defined(GRADEVAULT_CPU_MERGED_SCORE_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_MERGED_SCORE_INL
#undef GRADEVAULT_CPU_MERGED_SCORE_INL
#else
#define GRADEVAULT_CPU_MERGED_SCORE_INL
#endif

#include <algorithm>
#include <cstring>

#include "kernels.hpp"
#include "kernels/picture_rows-inl.hpp"

#if HWY_HAVE_FLOAT64
HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

using Doubles = hn::ScalableTag<double>;

template <class V>
struct PixelStatistics {
  V spread;   ///< n² times the variance of the n frames' scores
  V highest;
};

template <class D, class V>
HWY_INLINE void statisticsAt(D d, std::span<const ScoreImage> frames, int y, int x, PixelStatistics<V>& out) {
  const hn::Rebind<std::uint16_t, D> shorts;
  const hn::Rebind<std::int32_t, D> integers;
  auto sum = hn::Zero(d);
  auto squares = hn::Zero(d);
  auto highest = hn::Zero(shorts);
  for (const ScoreImage& frame : frames) {
    const auto score = hn::LoadU(shorts, frame.view().row(y) + x);
    const auto value = hn::PromoteTo(d, hn::PromoteTo(integers, score));
    sum = hn::Add(sum, value);
    squares = hn::Add(squares, hn::Mul(value, value));
    highest = hn::Max(highest, score);
  }
  out.spread = hn::Sub(hn::Mul(hn::Set(d, static_cast<double>(frames.size())), squares), hn::Mul(sum, sum));
  out.highest = hn::PromoteTo(d, hn::PromoteTo(integers, highest));
}

inline double largestSpread(std::span<const ScoreImage> frames, GrayView valid, Rows range) {
  auto largest = hn::Zero(Doubles());
  double rest = 0;
  for (int y = range.begin; y < range.end; ++y) {
    const std::uint8_t* within = valid.row(y);
    forColumnsWithin<double>(0, valid.width(), [&](auto d, int x) HWY_ATTR {
      using D = decltype(d);
      const hn::Rebind<std::int32_t, D> integers;
      PixelStatistics<hn::Vec<D>> pixel;
      statisticsAt(d, frames, y, x, pixel);
      const auto inside = hn::Gt(hn::PromoteTo(d, pixels(integers, within + x)), hn::Zero(d));
      const auto spread = hn::IfThenElseZero(inside, pixel.spread);
      if constexpr (hn::MaxLanes(D()) == hn::MaxLanes(Doubles())) {
        largest = hn::Max(largest, spread);
      } else {
        rest = std::max(rest, hn::GetLane(spread));
      }
    });
  }
  forEachLane(Doubles(), largest, [&](double value) { rest = std::max(rest, value); });
  return rest;
}

inline void mergeScores(std::span<const ScoreImage> frames, GrayView valid, double most, Rows range,
                        ImageView<std::uint16_t> out) {
  for (int y = range.begin; y < range.end; ++y) {
    const std::uint8_t* within = valid.row(y);
    std::uint16_t* merged = out.row(y);
    forColumnsWithin<double>(0, valid.width(), [&](auto d, int x) HWY_ATTR {
      using D = decltype(d);
      const hn::Rebind<std::int32_t, D> integers;
      const hn::Rebind<std::uint16_t, D> shorts;
      PixelStatistics<hn::Vec<D>> pixel;
      statisticsAt(d, frames, y, x, pixel);
      const auto variance = hn::Div(pixel.spread, hn::Set(d, most));
      const auto score = hn::Add(hn::Mul(hn::Set(d, 0.75), pixel.highest),
                                 hn::Mul(hn::Set(d, 0.25 * 65535.0), variance));
      const auto rounded = hn::DemoteTo(integers, hn::Add(score, hn::Set(d, 0.5)));
      const auto inside = hn::Gt(pixels(integers, within + x), hn::Zero(integers));
      hn::StoreU(hn::DemoteTo(shorts, hn::IfThenElseZero(inside, rounded)), shorts, merged + x);
    });
  }
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif

#endif  // include guard
