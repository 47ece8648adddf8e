// One frame's layers, their maxima over valid pixels, and its score from them: the float expression of
// src/edges/edge_score.cpp, a lane a pixel.
#if defined(GRADEVAULT_CPU_FRAME_SCORE_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_FRAME_SCORE_INL
#undef GRADEVAULT_CPU_FRAME_SCORE_INL
#else
#define GRADEVAULT_CPU_FRAME_SCORE_INL
#endif

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kernels.hpp"
#include "kernels/responses-inl.hpp"
#include "kernels/ridges-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

inline void responses(GrayView luma, Rows range, EdgeLayers& out, EdgeRows& rows) {
  ResponseRows row(luma, range, rows);
  const auto width = static_cast<std::size_t>(luma.width());
  for (int y = range.begin; y < range.end; ++y) {
    row.advance(y);
    std::memcpy(out.laplacian.view().row(y), rows.laplacian.data(), width * sizeof(std::uint16_t));
    std::memcpy(out.gradient.view().row(y), rows.gradient.data(), width * sizeof(std::int32_t));
    std::memcpy(out.deviation.view().row(y), rows.deviation.data(), width * sizeof(std::int32_t));
  }
}

inline int cannyLayer(const CannyPlanes& planes, GrayView valid, Rows range, ImageView<std::uint8_t> out,
                      EdgeRows& rows) {
  const Bytes d;
  const int width = valid.width();
  rows.canny.resize(width);
  rows.valid.resize(width);
  auto most = hn::Zero(d);
  for (int y = range.begin; y < range.end; ++y) {
    cannyRow(planes, y, width, rows.canny.data());
    rows.valid.copy(valid.row(y), width, 0);
    overWholeVectors(d, width, [&](int x) HWY_ATTR {
      most = hn::Max(most, hn::And(hn::Load(d, rows.canny.data() + x), hn::Load(d, rows.valid.data() + x)));
    });
    std::memcpy(out.row(y), rows.canny.data(), static_cast<std::size_t>(width));
  }
  int result = 0;
  forEachLane(d, most, [&](std::uint8_t value) { result = std::max<int>(result, value); });
  return result;
}

inline EdgeMaxima maxima(GrayView luma, GrayView valid, Rows range, EdgeRows& rows) {
  const Integers d;
  const hn::Rebind<std::uint16_t, Integers> shorts;
  ResponseRows row(luma, range, rows);
  rows.valid.resize(luma.width());
  auto laplacian = hn::Zero(d);
  auto gradient = hn::Zero(d);
  auto deviation = hn::Zero(d);
  for (int y = range.begin; y < range.end; ++y) {
    row.advance(y);
    rows.valid.copy(valid.row(y), luma.width(), 0);
    overWholeVectors(d, luma.width(), [&](int x) HWY_ATTR {
      const auto inside = hn::Gt(pixels(d, rows.valid.data() + x), hn::Zero(d));
      const auto strength = hn::PromoteTo(d, hn::LoadU(shorts, rows.laplacian.data() + x));
      laplacian = hn::Max(laplacian, hn::IfThenElseZero(inside, strength));
      gradient = hn::Max(gradient, hn::IfThenElseZero(inside, hn::Load(d, rows.gradient.data() + x)));
      deviation = hn::Max(deviation, hn::IfThenElseZero(inside, hn::Load(d, rows.deviation.data() + x)));
    });
  }
  EdgeMaxima most;
  forEachLane(d, laplacian, [&](std::int32_t value) { most.laplacian = std::max(most.laplacian, value); });
  forEachLane(d, gradient, [&](std::int32_t value) { most.gradient = std::max(most.gradient, value); });
  forEachLane(d, deviation, [&](std::int32_t value) { most.deviation = std::max(most.deviation, value); });
  return most;
}

/// What each layer is divided by; a layer that is 0 everywhere stays 0 over 1.
struct LayerScales {
  float canny, laplacian, gradient, deviation;
  explicit LayerScales(const EdgeMaxima& most)
      : canny(static_cast<float>(std::max(most.canny, 1))),
        laplacian(static_cast<float>(std::max(most.laplacian, 1))),
        gradient(std::sqrt(static_cast<float>(std::max(most.gradient, 1)))),
        deviation(std::sqrt(static_cast<float>(std::max(most.deviation, 1)))) {}
};

struct ScoreRow {
  const EdgeRows& rows;
  LayerScales most;
  std::uint16_t* out;
  HWY_INLINE void operator()(int x) const {
    const FullFloats d;
    const Integers integers;
    const hn::Rebind<std::uint16_t, FullFloats> shorts;
    const auto floats = [&](auto v) HWY_ATTR { return hn::ConvertTo(d, v); };
    const auto canny = hn::Div(floats(pixels(integers, rows.canny.data() + x)), hn::Set(d, most.canny));
    const auto strength = hn::PromoteTo(integers, hn::LoadU(shorts, rows.laplacian.data() + x));
    const auto laplacian = hn::Div(floats(strength), hn::Set(d, most.laplacian));
    const auto steepness = hn::Sqrt(floats(hn::Load(integers, rows.gradient.data() + x)));
    const auto gradient = hn::Div(steepness, hn::Set(d, most.gradient));
    const auto spread = hn::Sqrt(floats(hn::Load(integers, rows.deviation.data() + x)));
    const auto deviation = hn::Div(spread, hn::Set(d, most.deviation));
    auto score = hn::Add(hn::Mul(hn::Set(d, 0.45F), canny), hn::Mul(hn::Set(d, 0.25F), laplacian));
    score = hn::Add(score, hn::Mul(hn::Set(d, 0.20F), gradient));
    score = hn::Add(score, hn::Mul(hn::Set(d, 0.10F), deviation));
    const auto steps = hn::Add(hn::Mul(score, hn::Set(d, 65535.0F)), hn::Set(d, 0.5F));
    const auto valid = hn::Gt(pixels(integers, rows.valid.data() + x), hn::Zero(integers));
    // Narrowing stops at 65535.
    hn::StoreU(hn::DemoteTo(shorts, hn::IfThenElseZero(valid, hn::ConvertTo(integers, steps))), shorts, out + x);
  }
};

inline void frameScore(const FrameInputs& in, Rows range, ImageView<std::uint16_t> out, EdgeRows& rows) {
  const int width = in.luma.width();
  ResponseRows row(in.luma, range, rows);
  rows.canny.resize(width);
  rows.valid.resize(width);
  rows.score.resize(width);
  for (int y = range.begin; y < range.end; ++y) {
    row.advance(y);
    rows.canny.copy(in.canny.row(y), width, 0);
    rows.valid.copy(in.valid.row(y), width, 0);
    overWholeVectors(Integers(), width, ScoreRow{rows, LayerScales(in.most), rows.score.data()});
    std::memcpy(out.row(y), rows.score.data(), static_cast<std::size_t>(width) * sizeof(std::uint16_t));
  }
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
