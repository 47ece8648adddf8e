// From window sums to displacements, from one level to the next finer, from displacements to lengths; the definitions are
// reference/flow_solution.hpp and scan/motion.hpp.
#if defined(GRADEVAULT_CPU_SOLUTION_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_SOLUTION_INL
#undef GRADEVAULT_CPU_SOLUTION_INL
#else
#define GRADEVAULT_CPU_SOLUTION_INL
#endif

#include <algorithm>

#include "kernels.hpp"
#include "kernels/columns-inl.hpp"
#include "kernels/equations-inl.hpp"
#include "scan/border.hpp"
#include "scan/motion.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

template <class D, class V = hn::Vec<D>>
HWY_INLINE V bounded(D d, V value) {
  const V number = hn::IfThenElseZero(hn::Eq(value, value), value);
  return hn::Max(hn::Min(number, hn::Set(d, maxDisplacement)), hn::Set(d, -maxDisplacement));
}

template <class D, class V = hn::Vec<D>>
HWY_INLINE void solve(D d, const Channels<V>& sums, V scale, float* flowX, float* flowY) {
  const V gxx = hn::Mul(sums.value[gramXx], scale);
  const V gxy = hn::Mul(sums.value[gramXy], scale);
  const V gyy = hn::Mul(sums.value[gramYy], scale);
  const V hx = hn::Mul(sums.value[rightX], scale);
  const V hy = hn::Mul(sums.value[rightY], scale);
  const V determinant = hn::Sub(hn::Mul(gxx, gyy), hn::Mul(gxy, gxy));
  const V inverse = hn::Div(hn::Set(d, 1.0F), hn::Add(determinant, hn::Set(d, 1e-3F)));
  const V x = hn::Mul(hn::Sub(hn::Mul(gyy, hx), hn::Mul(gxy, hy)), inverse);
  const V y = hn::Mul(hn::Sub(hn::Mul(gxx, hy), hn::Mul(gxy, hx)), inverse);
  hn::StoreU(bounded(d, x), d, flowX);
  hn::StoreU(bounded(d, y), d, flowY);
}

template <class D, class V>
HWY_INLINE V threeQuarters(D d, V near, V far) {
  return hn::Add(hn::Mul(hn::Set(d, 0.75F), near), hn::Mul(hn::Set(d, 0.25F), far));
}

struct FinerColumns {
  const float* near;
  const float* far;
  float* out;
  int origin;  ///< the coarse column that `out` begins with
  template <class D>
  HWY_INLINE void operator()(D d, int x) const {
    hn::StoreU(threeQuarters(d, hn::LoadU(d, near + x), hn::LoadU(d, far + x)), d, out + (x - origin));
  }
};

struct FinerRow {
  const float* in;
  float* out;
  template <class D>
  HWY_INLINE void operator()(D d, int x) const {
    const auto here = hn::LoadU(d, in + x);
    const auto two = hn::Set(d, 2.0F);
    const auto even = hn::Mul(two, threeQuarters(d, here, hn::LoadU(d, in + x - 1)));
    const auto odd = hn::Mul(two, threeQuarters(d, here, hn::LoadU(d, in + x + 1)));
    hn::StoreInterleaved2(even, odd, d, out + 2 * x);
  }
};

/// Row `y` of the flow that the coarser level starts this one with, for the columns of `stripe`, whose begin is even.
/// `out` begins with the (even) column `origin`, `coarseRow` with the coarse column origin / 2; both have room beyond.
HWY_INLINE void finerRow(const FlowPlanes& coarser, int plane, int y, Stripe stripe, int origin, float* coarseRow,
                         float* out) {
  const Size coarse = coarser.size();
  const float* near = coarser.row(replicate(y / 2, coarse.height), plane);
  const float* far = coarser.row(replicate(y % 2 == 0 ? y / 2 - 1 : y / 2 + 1, coarse.height), plane);
  const int first = std::max(stripe.begin / 2 - 1, 0);
  const int last = std::min((stripe.end + 1) / 2 + 1, coarse.width);
  const int coarseOrigin = origin / 2;
  forColumns(first, last, FinerColumns{near, far, coarseRow, coarseOrigin});
  if (first == 0) coarseRow[-coarseOrigin - 1] = coarseRow[-coarseOrigin];
  if (last == coarse.width) {
    float* beyond = coarseRow + (last - coarseOrigin);
    beyond[0] = beyond[1] = beyond[-1];
  }
  forColumns(stripe.begin / 2 - coarseOrigin, (stripe.end + 1) / 2 - coarseOrigin, FinerRow{coarseRow, out});
}

/// The lanes' sum of numbers below 2^32.
template <class DU>
HWY_INLINE std::uint64_t sumOfLanes(DU du, hn::Vec<DU> values) {
  HWY_ALIGN std::uint32_t lanes[hn::MaxLanes(DU())];
  hn::Store(values, du, lanes);
  std::uint64_t sum = 0;
  for (const std::uint32_t lane : lanes) sum += lane;
  return sum;
}

/// Sum of the lengths of `count` ≤ 2^16 vectors of displacements, in 2^-20 px.
HWY_INLINE std::int64_t lengthSum(const float* flowX, const float* flowY, int count) {
  const FullFloats d;
  const hn::RebindToSigned<FullFloats> di;
  const hn::RebindToUnsigned<FullFloats> du;
  const int lanes = static_cast<int>(hn::Lanes(d));
  // Lower and upper halves are summed apart: neither runs over 32 bits.
  auto low = hn::Zero(du);
  auto high = hn::Zero(du);
  for (int x = 0; x < count; x += lanes) {
    const auto dx = hn::LoadU(d, flowX + x);
    const auto dy = hn::LoadU(d, flowY + x);
    const auto length = hn::Sqrt(hn::Add(hn::Mul(dx, dx), hn::Mul(dy, dy)));
    auto steps = hn::ConvertTo(di, hn::Mul(length, hn::Set(d, static_cast<float>(1 << 20))));
    if (count - x < lanes) {
      steps = hn::IfThenElseZero(hn::FirstN(di, static_cast<std::size_t>(count - x)), steps);
    }
    const auto bits = hn::BitCast(du, steps);
    low = hn::Add(low, hn::And(bits, hn::Set(du, 0xFFFFU)));
    high = hn::Add(high, hn::ShiftRight<16>(bits));
  }
  return static_cast<std::int64_t>(sumOfLanes(du, low) + (sumOfLanes(du, high) << 16));
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
