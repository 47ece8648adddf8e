// The normal equations of neighbouring pixels; the definition is reference/normal_equations.hpp.
#if defined(GRADEVAULT_CPU_EQUATIONS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_EQUATIONS_INL
#undef GRADEVAULT_CPU_EQUATIONS_INL
#else
#define GRADEVAULT_CPU_EQUATIONS_INL
#endif

#include "kernels/columns-inl.hpp"
#include "kernels/placement-inl.hpp"
#include "kernels/sampling-inl.hpp"
#include "normal_equations.hpp"
#include "scan/motion.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

/// Samples that are picked; `at`: what the place's first lane reads of plane 0.
template <Sampling kHow, class D, class V = hn::Vec<D>>
HWY_INLINE void samplePicked(D d, Steps steps, const float* at, RowRange rows, const Place<V>& place,
                             Channels<V>& out) {
  static_assert(kHow == twoRows || kHow == threeRows || kHow == someRows);
  const auto weights = bilinearWeights(d, place.fractionX, place.fractionY);
  const auto index = pickIndex(d, place.moves);
  const float* corner = at - rows.above * steps.row - reachLeft(d);
  if constexpr (kHow == twoRows) {
    samplePickedFrom<2>(d, steps, corner, rows.above, index, place.rows, weights, out);
  } else if constexpr (kHow == threeRows) {
    samplePickedFrom<3>(d, steps, corner, rows.above, index, place.rows, weights, out);
  } else {
    samplePickedFromRows(d, steps, corner, rows, index, place.rows, weights, out);
  }
}

/// Samples at places that all may be read. Lanes far from one another go by halves: fewer lanes lie near each
/// other more often. Four lanes gather.
template <class D, class V = hn::Vec<D>>
HWY_NOINLINE void sampleApart(D d, Planes planes, Size size, const Places<V>& places, Channels<V>& out) {
  Place<V> place;
  const PlaceFacts facts = findPlace(d, size, places, place);
  const float* at = planes.row(facts.row) + facts.column;
  if (facts.same) {
    sampleTogether(d, planes.steps, at, bilinearWeights(d, place.fractionX, place.fractionY), out);
    return;
  }
  const RowRange rows = rowsOf(d, place.rows);
  if (rows.count <= mostPickedRows && hn::AllTrue(d, columnsNear(d, place.moves))) {
    samplePicked<someRows>(d, planes.steps, at, rows, place, out);
    return;
  }
#if HWY_TARGET != HWY_SCALAR  // one lane has no halves
  if constexpr (hn::MaxLanes(D()) > 4) {
    const hn::Half<D> half;
    using H = hn::Vec<hn::Half<D>>;
    Channels<H> lower;
    Channels<H> upper;
    const Places<H> left{hn::LowerHalf(half, places.columns), hn::LowerHalf(half, places.x),
                         hn::LowerHalf(half, places.y)};
    const Places<H> right{hn::UpperHalf(half, places.columns), hn::UpperHalf(half, places.x),
                          hn::UpperHalf(half, places.y)};
    sampleApart(half, planes, size, left, lower);
    sampleApart(half, planes, size, right, upper);
    for (int c = 0; c < expansionChannels; ++c) out.value[c] = hn::Combine(d, upper.value[c], lower.value[c]);
    return;
  }
#endif
  sampleAnywhere(d, planes, hn::Floor(places.x), hn::Floor(places.y),
                 bilinearWeights(d, place.fractionX, place.fractionY), out);
}

/// Some lanes are inside, some not: those go where one of the others goes, so that all of them stay near each
/// other. What they read there, in the planes' margins at worst, is finite and does not count.
template <class D, class M, class V = hn::Vec<D>>
HWY_INLINE void sampleAtEdge(D d, Planes planes, Size size, const Places<V>& places, M inside,
                             Channels<V>& out) {
  constexpr float farthest = FlowPlanes::margin - static_cast<int>(hn::MaxLanes(D())) - 2;
  const V nowhere = hn::Set(d, -2 * maxDisplacement);
  const V move =
      hn::MaxOfLanes(d, hn::IfThenElse(inside, hn::Sub(hn::Floor(places.x), places.columns), nowhere));
  const V row = hn::MaxOfLanes(d, hn::IfThenElse(inside, hn::Floor(places.y), nowhere));
  const float moved = hn::GetLane(move);
  if (moved < -farthest || moved > farthest) {
    const V safeX = hn::IfThenElseZero(inside, places.x);
    const V safeY = hn::IfThenElseZero(inside, places.y);
    const V x0 = hn::Floor(safeX);
    const V y0 = hn::Floor(safeY);
    sampleAnywhere(d, planes, x0, y0, bilinearWeights(d, hn::Sub(safeX, x0), hn::Sub(safeY, y0)), out);
    return;
  }
  sampleApart(d, planes, size,
              Places<V>{places.columns, hn::IfThenElse(inside, places.x, hn::Add(places.columns, move)),
                        hn::IfThenElse(inside, places.y, row)},
              out);
}

/// The second expansion where some lanes are beyond the outermost pixel centres: there it is what makes the
/// equations as if there were only the first, its own curvatures (at `own`) and slopes of zero. Or where
/// lanes are far from one another.
template <class D, class V = hn::Vec<D>>
HWY_NOINLINE void sampleAtEdgeOrApart(D d, Planes planes, Size size, const Places<V>& places,
                                      const float* own, Channels<V>& second) {
  const std::ptrdiff_t ownStep = planes.steps.plane;
  const auto inside = insideOf(d, size, places);
  if (hn::AllTrue(d, inside)) {
    sampleApart(d, planes, size, places, second);
    return;
  }
  const V zero = hn::Zero(d);
  if (hn::AllFalse(d, inside)) {
    for (const int c : {curvatureXx, curvatureYy, curvatureXy})
      second.value[c] = hn::LoadU(d, own + c * ownStep);
    for (const int c : {slopeX, slopeY}) second.value[c] = zero;
    return;
  }
  sampleAtEdge(d, planes, size, places, inside, second);
  for (const int c : {curvatureXx, curvatureYy, curvatureXy}) {
    second.value[c] = hn::IfThenElse(inside, second.value[c], hn::LoadU(d, own + c * ownStep));
  }
  for (const int c : {slopeX, slopeY}) second.value[c] = hn::IfThenElseZero(inside, second.value[c]);
}

/// The equations from both expansions, the first at `own`, in the order of EquationChannel. `weight`: near an
/// edge, where they count for less.
template <bool kWeighted, class D, class V = hn::Vec<D>>
HWY_INLINE void equations(D d, const float* own, std::ptrdiff_t ownStep, const Channels<V>& second, V dx,
                          V dy, V weight, Channels<V>& out) {
  const auto first = [&](int channel) HWY_ATTR { return hn::LoadU(d, own + channel * ownStep); };
  const V half = hn::Set(d, 0.5F);
  V xx = hn::Mul(hn::Add(first(curvatureXx), second.value[curvatureXx]), half);
  V yy = hn::Mul(hn::Add(first(curvatureYy), second.value[curvatureYy]), half);
  V xy = hn::Mul(hn::Add(first(curvatureXy), second.value[curvatureXy]), hn::Set(d, 0.25F));
  V bx = hn::Mul(hn::Sub(first(slopeX), second.value[slopeX]), half);
  V by = hn::Mul(hn::Sub(first(slopeY), second.value[slopeY]), half);
  bx = hn::Add(bx, hn::Add(hn::Mul(xx, dx), hn::Mul(xy, dy)));
  by = hn::Add(by, hn::Add(hn::Mul(xy, dx), hn::Mul(yy, dy)));
  if constexpr (kWeighted) {
    xx = hn::Mul(xx, weight);
    yy = hn::Mul(yy, weight);
    xy = hn::Mul(xy, weight);
    bx = hn::Mul(bx, weight);
    by = hn::Mul(by, weight);
  }
  const V mixed = hn::Mul(xy, xy);
  out.value[gramXx] = hn::Add(hn::Mul(xx, xx), mixed);
  out.value[gramXy] = hn::Mul(hn::Add(xx, yy), xy);
  out.value[gramYy] = hn::Add(hn::Mul(yy, yy), mixed);
  out.value[rightX] = hn::Add(hn::Mul(xx, bx), hn::Mul(xy, by));
  out.value[rightY] = hn::Add(hn::Mul(xy, bx), hn::Mul(yy, by));
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
