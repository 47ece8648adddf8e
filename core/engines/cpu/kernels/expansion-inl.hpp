// The polynomial expansion; the definition is reference/polynomial_expansion.hpp.
#if defined(GRADEVAULT_CPU_EXPANSION_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_EXPANSION_INL
#undef GRADEVAULT_CPU_EXPANSION_INL
#else
#define GRADEVAULT_CPU_EXPANSION_INL
#endif

#include <array>
#include <cstring>

#include "flow/polynomial_taps.hpp"
#include "kernels/columns-inl.hpp"
#include "scan/border.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

/// The three filters down the columns.
struct ExpandColumns {
  std::array<const float*, 2 * polynomialRadius + 1> in;  ///< rows y − 5 … y + 5
  float* smooth;
  float* slope;
  float* curvature;
  template <class D>
  HWY_INLINE void operator()(D d, int x) const {
    const auto here = hn::LoadU(d, in[polynomialRadius] + x);
    auto smoothSum = hn::Mul(hn::Set(d, smoothTaps[0]), here);
    auto curvatureSum = hn::Mul(hn::Set(d, curvatureTaps[0]), here);
    auto slopeSum = hn::Zero(d);
    for (std::size_t k = 1; k <= polynomialRadius; ++k) {
      const auto above = hn::LoadU(d, in[polynomialRadius - k] + x);
      const auto below = hn::LoadU(d, in[polynomialRadius + k] + x);
      const auto sum = hn::Add(above, below);
      const auto difference = hn::Mul(hn::Set(d, slopeTaps[k]), hn::Sub(below, above));
      smoothSum = hn::Add(smoothSum, hn::Mul(hn::Set(d, smoothTaps[k]), sum));
      curvatureSum = hn::Add(curvatureSum, hn::Mul(hn::Set(d, curvatureTaps[k]), sum));
      slopeSum = k == 1 ? difference : hn::Add(slopeSum, difference);
    }
    hn::StoreU(smoothSum, d, smooth + x);
    hn::StoreU(slopeSum, d, slope + x);
    hn::StoreU(curvatureSum, d, curvature + x);
  }
};

/// The smoothed rows' share of the coefficients: rows are replicated beyond their ends and filtered along.
struct ExpandSmooth {
  const float* smooth;
  float* toX;
  float* xx;
  template <class D>
  HWY_INLINE void operator()(D d, int x) const {
    auto xxSum = hn::Mul(hn::Set(d, curvatureTaps[0]), hn::LoadU(d, smooth + x));
    auto toXSum = hn::Zero(d);
    for (std::size_t k = 1; k <= polynomialRadius; ++k) {
      const auto step = static_cast<std::ptrdiff_t>(k);
      const auto left = hn::LoadU(d, smooth + x - step);
      const auto right = hn::LoadU(d, smooth + x + step);
      xxSum = hn::Add(xxSum, hn::Mul(hn::Set(d, curvatureTaps[k]), hn::Add(left, right)));
      const auto along = hn::Mul(hn::Set(d, slopeTaps[k]), hn::Sub(right, left));
      toXSum = k == 1 ? along : hn::Add(toXSum, along);
    }
    hn::StoreU(toXSum, d, toX + x);
    hn::StoreU(xxSum, d, xx + x);
  }
};

/// That of the slopes down the columns.
struct ExpandSlope {
  const float* slope;
  float* toY;
  float* xy;
  template <class D>
  HWY_INLINE void operator()(D d, int x) const {
    auto toYSum = hn::Mul(hn::Set(d, smoothTaps[0]), hn::LoadU(d, slope + x));
    auto xySum = hn::Zero(d);
    for (std::size_t k = 1; k <= polynomialRadius; ++k) {
      const auto step = static_cast<std::ptrdiff_t>(k);
      const auto left = hn::LoadU(d, slope + x - step);
      const auto right = hn::LoadU(d, slope + x + step);
      toYSum = hn::Add(toYSum, hn::Mul(hn::Set(d, smoothTaps[k]), hn::Add(left, right)));
      const auto along = hn::Mul(hn::Set(d, slopeTaps[k]), hn::Sub(right, left));
      xySum = k == 1 ? along : hn::Add(xySum, along);
    }
    hn::StoreU(toYSum, d, toY + x);
    hn::StoreU(xySum, d, xy + x);
  }
};

/// That of the curvatures.
struct ExpandCurvature {
  const float* curvature;
  float* yy;
  template <class D>
  HWY_INLINE void operator()(D d, int x) const {
    auto sum = hn::Mul(hn::Set(d, smoothTaps[0]), hn::LoadU(d, curvature + x));
    for (std::size_t k = 1; k <= polynomialRadius; ++k) {
      const auto step = static_cast<std::ptrdiff_t>(k);
      const auto both = hn::Add(hn::LoadU(d, curvature + x - step), hn::LoadU(d, curvature + x + step));
      sum = hn::Add(sum, hn::Mul(hn::Set(d, smoothTaps[k]), both));
    }
    hn::StoreU(sum, d, yy + x);
  }
};

/// All three. An engine of WebAssembly loads all that a loop's turn needs before it reckons, and has
/// registers for a third of it: there each part has a loop of its own.
HWY_INLINE void expandRow(int width, const ExpandSmooth& smooth, const ExpandSlope& slope,
                          const ExpandCurvature& curvature) {
#if HWY_TARGET == HWY_WASM
  forColumns(0, width, smooth);
  forColumns(0, width, slope);
  forColumns(0, width, curvature);
#else
  forColumns(0, width, [&](auto d, int x) HWY_ATTR {
    smooth(d, x);
    slope(d, x);
    curvature(d, x);
  });
#endif
}

inline void expand(const FlowPlanes& level, FlowPlanes& out, RowBuffer& rows) {
  const Size size = level.size();
  out.resize(size, expansionChannels);
  const std::size_t length = static_cast<std::size_t>(size.width) + 2 * FlowPlanes::margin;
  float* smooth = rows.take(3 * length) + FlowPlanes::margin;
  float* slope = smooth + length;
  float* curvature = slope + length;
  for (int y = 0; y < size.height; ++y) {
    ExpandColumns columns{{}, smooth, slope, curvature};
    for (int k = -polynomialRadius; k <= polynomialRadius; ++k) {
      columns.in[static_cast<std::size_t>(k + polynomialRadius)] = level.row(replicate(y + k, size.height));
    }
    forColumns(0, size.width, columns);
    for (float* row : {smooth, slope, curvature}) replicateEnds(row, size.width, polynomialRadius);
    expandRow(size.width, {smooth, out.row(y, slopeX), out.row(y, curvatureXx)},
              {slope, out.row(y, slopeY), out.row(y, curvatureXy)}, {curvature, out.row(y, curvatureYy)});
    for (int c = 0; c < expansionChannels; ++c) out.row(y, c)[size.width] = out.row(y, c)[size.width - 1];
  }
  for (int c = 0; c < expansionChannels; ++c) {
    std::memcpy(out.row(size.height, c), out.row(size.height - 1, c),
                (static_cast<std::size_t>(size.width) + 1) * sizeof(float));
  }
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
