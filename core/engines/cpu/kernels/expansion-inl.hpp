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

/// The three filters' rows, replicated beyond their ends, filtered along the row into the five coefficients.
struct ExpandRow {
  const float* smooth;
  const float* slope;
  const float* curvature;
  std::array<float*, expansionChannels> out;
  template <class D>
  HWY_INLINE void operator()(D d, int x) const {
    const auto smoothHere = hn::LoadU(d, smooth + x);
    auto xx = hn::Mul(hn::Set(d, curvatureTaps[0]), smoothHere);
    auto yy = hn::Mul(hn::Set(d, smoothTaps[0]), hn::LoadU(d, curvature + x));
    auto toY = hn::Mul(hn::Set(d, smoothTaps[0]), hn::LoadU(d, slope + x));
    auto toX = hn::Zero(d);
    auto xy = hn::Zero(d);
    for (std::size_t k = 1; k <= polynomialRadius; ++k) {
      const auto step = static_cast<std::ptrdiff_t>(k);
      const auto smoothLeft = hn::LoadU(d, smooth + x - step);
      const auto smoothRight = hn::LoadU(d, smooth + x + step);
      const auto slopeLeft = hn::LoadU(d, slope + x - step);
      const auto slopeRight = hn::LoadU(d, slope + x + step);
      const auto curvatureSum = hn::Add(hn::LoadU(d, curvature + x - step), hn::LoadU(d, curvature + x + step));
      const auto smoothTap = hn::Set(d, smoothTaps[k]);
      const auto slopeTap = hn::Set(d, slopeTaps[k]);
      xx = hn::Add(xx, hn::Mul(hn::Set(d, curvatureTaps[k]), hn::Add(smoothLeft, smoothRight)));
      yy = hn::Add(yy, hn::Mul(smoothTap, curvatureSum));
      toY = hn::Add(toY, hn::Mul(smoothTap, hn::Add(slopeLeft, slopeRight)));
      const auto alongX = hn::Mul(slopeTap, hn::Sub(smoothRight, smoothLeft));
      const auto alongXy = hn::Mul(slopeTap, hn::Sub(slopeRight, slopeLeft));
      toX = k == 1 ? alongX : hn::Add(toX, alongX);
      xy = k == 1 ? alongXy : hn::Add(xy, alongXy);
    }
    hn::StoreU(toX, d, out[slopeX] + x);
    hn::StoreU(toY, d, out[slopeY] + x);
    hn::StoreU(xx, d, out[curvatureXx] + x);
    hn::StoreU(yy, d, out[curvatureYy] + x);
    hn::StoreU(xy, d, out[curvatureXy] + x);
  }
};

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
    ExpandRow row{smooth, slope, curvature, {}};
    for (int c = 0; c < expansionChannels; ++c) row.out[static_cast<std::size_t>(c)] = out.row(y, c);
    forColumns(0, size.width, row);
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
