// Sums over the scores and what lies over a threshold (src/edges/score_mask.cpp); the 2×2 closing
// (reference/reference_edges.hpp).
#if defined(GRADEVAULT_CPU_SCORE_MASK_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_SCORE_MASK_INL
#undef GRADEVAULT_CPU_SCORE_MASK_INL
#else
#define GRADEVAULT_CPU_SCORE_MASK_INL
#endif

#include <algorithm>
#include <cstring>

#include "kernels.hpp"
#include "kernels/picture_rows-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

/// Columns [begin, end) of a row, few enough that a lane's 32-bit sums hold; the rest of the last vector is not valid.
inline void addScores(const std::uint16_t* score, const std::uint8_t* valid, int begin, int end, ScoreSums& sums) {
  const hn::ScalableTag<std::uint32_t> d;
  const hn::Rebind<std::uint16_t, decltype(d)> shorts;
  const auto low = hn::Set(d, 0xFFFF);
  auto pixelCount = hn::Zero(d);
  auto sum = hn::Zero(d);
  auto lowSquares = hn::Zero(d);
  auto highSquares = hn::Zero(d);
  const int lanes = static_cast<int>(hn::Lanes(d));
  for (int x = begin; x < end; x += lanes) {
    const auto inside = hn::Ne(pixels(d, valid + x), hn::Zero(d));
    const auto value = hn::IfThenElseZero(inside, hn::PromoteTo(d, hn::LoadU(shorts, score + x)));
    const auto square = hn::Mul(value, value);
    pixelCount = hn::Add(pixelCount, hn::IfThenElseZero(inside, hn::Set(d, 1)));
    sum = hn::Add(sum, value);
    lowSquares = hn::Add(lowSquares, hn::And(square, low));
    highSquares = hn::Add(highSquares, hn::ShiftRight<16>(square));
  }
  forEachLane(d, pixelCount, [&](std::uint32_t value) { sums.pixels += value; });
  forEachLane(d, sum, [&](std::uint32_t value) { sums.sum += value; });
  forEachLane(d, lowSquares, [&](std::uint32_t value) { sums.squares += value; });
  forEachLane(d, highSquares, [&](std::uint32_t value) { sums.squares += std::uint64_t{value} << 16; });
}

inline ScoreSums scoreSums(ImageView<const std::uint16_t> score, GrayView valid, Rows range, EdgeRows& rows) {
  constexpr int mostColumns = 1 << 16;
  rows.score.resize(score.width());
  rows.valid.resize(score.width());
  ScoreSums sums;
  for (int y = range.begin; y < range.end; ++y) {
    rows.score.copy(score.row(y), score.width(), 0);
    rows.valid.copy(valid.row(y), score.width(), 0);
    for (int x = 0; x < score.width(); x += mostColumns) {
      addScores(rows.score.data(), rows.valid.data(), x, std::min(x + mostColumns, score.width()), sums);
    }
  }
  return sums;
}

inline void scoresOver(ImageView<const std::uint16_t> score, GrayView valid, int threshold, Rows range,
                       ImageView<std::uint8_t> out) {
  for (int y = range.begin; y < range.end; ++y) {
    const std::uint16_t* scores = score.row(y);
    const std::uint8_t* within = valid.row(y);
    std::uint8_t* mask = out.row(y);
    forColumnsWithin<std::int32_t>(0, score.width(), [&](auto d, int x) HWY_ATTR {
      using D = decltype(d);
      const hn::Rebind<std::uint16_t, D> shorts;
      const hn::Rebind<std::uint8_t, D> bytes;
      const auto over = hn::Gt(hn::PromoteTo(d, hn::LoadU(shorts, scores + x)), hn::Set(d, threshold));
      const auto inside = hn::Gt(pixels(d, within + x), hn::Zero(d));
      hn::StoreU(hn::DemoteTo(bytes, hn::IfThenElseZero(hn::And(over, inside), hn::Set(d, 255))), bytes, mask + x);
    });
  }
}

struct Larger {
  template <class V>
  HWY_INLINE V operator()(V a, V b) const {
    return hn::Max(a, b);
  }
};
struct Smaller {
  template <class V>
  HWY_INLINE V operator()(V a, V b) const {
    return hn::Min(a, b);
  }
};

/// The square reaches up and left, so a row needs itself and the one above it; outside the picture nothing counts. Larger
/// dilates, Smaller erodes.
template <class Choice>
struct ChosenInSquare {
  const std::uint8_t* above;
  const std::uint8_t* here;
  std::uint8_t* out;
  HWY_INLINE void operator()(int x) const {
    const Bytes d;
    const Choice choose;
    const auto right = choose(hn::LoadU(d, above + x), hn::LoadU(d, here + x));
    const auto left = choose(hn::LoadU(d, above + x - 1), hn::LoadU(d, here + x - 1));
    hn::StoreU(choose(left, right), d, out + x);
  }
};
using DilatedRow = ChosenInSquare<Larger>;
using ErodedRow = ChosenInSquare<Smaller>;

inline void closeMask(GrayView mask, Rows range, ImageView<std::uint8_t> out, EdgeRows& rows) {
  const int width = mask.width();
  for (std::size_t i = 0; i < 4; ++i) rows.luma[i].resize(width);
  PictureRow<std::uint8_t>* dilated = rows.luma.data() + 2;
  rows.canny.resize(width);
  const auto slot = [](int y) { return static_cast<std::size_t>((y + 2) % 2); };
  const auto read = [&](int y) {  // outside the picture: nothing to dilate
    PictureRow<std::uint8_t>& row = rows.luma[slot(y)];
    if (y < 0) {
      std::fill_n(row.data(), width, std::uint8_t{0});
    } else {
      row.copy(mask.row(y), width, 0);
    }
    row.data()[-1] = 0;
  };
  const auto dilate = [&](int y) HWY_ATTR {  // outside the picture: nothing to erode
    std::uint8_t* row = dilated[slot(y)].data();
    if (y < 0) {
      std::fill_n(row, width, std::uint8_t{255});
    } else {
      read(y);
      overWholeVectors(Bytes(), width, DilatedRow{rows.luma[slot(y - 1)].data(), rows.luma[slot(y)].data(), row});
    }
    row[-1] = 255;
  };
  read(std::max(range.begin - 2, -1));
  dilate(range.begin - 1);
  for (int y = range.begin; y < range.end; ++y) {
    dilate(y);
    overWholeVectors(Bytes(), width, ErodedRow{dilated[slot(y - 1)].data(), dilated[slot(y)].data(), rows.canny.data()});
    std::memcpy(out.row(y), rows.canny.data(), static_cast<std::size_t>(width));
  }
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
