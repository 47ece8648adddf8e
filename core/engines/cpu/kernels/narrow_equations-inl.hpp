// The equations of a block for vectors of four lanes (SSE4, NEON, WebAssembly). Neighbours in a row are
// loaded as pairs, two lanes at once, which costs less than picking lanes from whole vectors wherever the
// places are; and four lanes nearly always have one displacement, so that a branch a vector is foreseen and
// nothing needs to be sorted before.
#if defined(GRADEVAULT_CPU_NARROW_EQUATIONS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_NARROW_EQUATIONS_INL
#undef GRADEVAULT_CPU_NARROW_EQUATIONS_INL
#else
#define GRADEVAULT_CPU_NARROW_EQUATIONS_INL
#endif

#include <cstdint>

#include "kernels/block_places-inl.hpp"
#include "kernels/equations-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

inline constexpr bool narrowVectors = hn::MaxLanes(FullFloats()) == 4;

#if HWY_TARGET != HWY_SCALAR  // one lane has no pairs

/// Two values from `first`, then two from `second`.
template <class D>
HWY_INLINE hn::Vec<D> twoPairs(D d, const float* first, const float* second) {
#if HWY_TARGET == HWY_WASM  // Highway 1.0 copies halves through memory
  (void)d;
  return hn::Vec<D>{wasm_v128_load64_lane(second, wasm_v128_load64_zero(first), 1)};
#else
  const hn::Half<D> half;
  return hn::Combine(d, hn::LoadU(half, second), hn::LoadU(half, first));
#endif
}

/// `value` to the nearest integers, |value| < 2^22 and whole already: conversions of floats that might not
/// fit are dear.
template <class D>
HWY_INLINE Indices<D> smallIntegers(D d, hn::Vec<D> value) {
  const hn::RebindToSigned<D> di;
  const auto shift = hn::Set(d, 1.5F * (1 << 23));
  return hn::Sub(hn::BitCast(di, hn::Add(value, shift)), hn::BitCast(di, shift));
}

/// What each of four neighbouring pixels reads of plane 0, the first one's own place being `own`: moved by
/// whole columns and rows.
struct FourPlaces {
  const float* at[4];

  template <class D>
  HWY_INLINE FourPlaces(D d, const float* own, Steps steps, hn::Vec<D> columns, hn::Vec<D> rows) {
    const hn::RebindToSigned<D> di;
    HWY_ALIGN std::int32_t column[4];
    HWY_ALIGN std::int32_t row[4];
    if constexpr (sizeof(std::ptrdiff_t) == 4) {
      const auto stride = hn::Set(di, static_cast<std::int32_t>(steps.row));
      hn::Store(hn::Add(hn::Mul(smallIntegers(d, rows), stride), smallIntegers(d, columns)), di, column);
      for (int i = 0; i < 4; ++i) at[i] = own + i + column[i];
    } else {
      hn::Store(smallIntegers(d, columns), di, column);
      hn::Store(smallIntegers(d, rows), di, row);
      for (int i = 0; i < 4; ++i) at[i] = own + i + column[i] + row[i] * steps.row;
    }
  }
};

/// Each lane its own four neighbours.
template <class D, class V = hn::Vec<D>>
HWY_INLINE void samplePairs(D d, Steps steps, const FourPlaces& places, const BilinearWeights<V>& weights,
                            Channels<V>& out) {
  const float* a = places.at[0];
  const float* b = places.at[1];
  const float* c = places.at[2];
  const float* e = places.at[3];
  GRADEVAULT_UNROLL
  for (int channel = 0; channel < expansionChannels; ++channel) {
    const V upperFirst = twoPairs(d, a, b);
    const V upperLast = twoPairs(d, c, e);
    const V lowerFirst = twoPairs(d, a + steps.row, b + steps.row);
    const V lowerLast = twoPairs(d, c + steps.row, e + steps.row);
    out.value[channel] =
        weighted(weights, hn::ConcatEven(d, upperLast, upperFirst), hn::ConcatOdd(d, upperLast, upperFirst),
                 hn::ConcatEven(d, lowerLast, lowerFirst), hn::ConcatOdd(d, lowerLast, lowerFirst));
    a += steps.plane;
    b += steps.plane;
    c += steps.plane;
    e += steps.plane;
  }
}

/// As sampleAtEdgeOrApart: some lanes are beyond the outermost pixel centres. Those read where one of the
/// others does, which does not count.
template <class D, class V = hn::Vec<D>>
HWY_NOINLINE void samplePairsAtEdge(D d, Planes now, Size size, const Places<V>& places, int x, int y,
                                    const float* own, Channels<V>& second) {
  const std::ptrdiff_t ownStep = now.steps.plane;
  const auto inside = insideOf(d, size, places);
  const V zero = hn::Zero(d);
  if (hn::AllFalse(d, inside)) {
    for (const int c : {curvatureXx, curvatureYy, curvatureXy})
      second.value[c] = hn::LoadU(d, own + c * ownStep);
    for (const int c : {slopeX, slopeY}) second.value[c] = zero;
    return;
  }
  const V placeX = hn::IfThenElse(inside, places.x, hn::MaxOfLanes(d, hn::IfThenElseZero(inside, places.x)));
  const V placeY = hn::IfThenElse(inside, places.y, hn::MaxOfLanes(d, hn::IfThenElseZero(inside, places.y)));
  const V wholeX = hn::Floor(placeX);
  const V wholeY = hn::Floor(placeY);
  const FourPlaces four(d, now.row(y) + x, now.steps, hn::Sub(wholeX, places.columns),
                        hn::Sub(wholeY, hn::Set(d, static_cast<float>(y))));
  samplePairs(d, now.steps, four, bilinearWeights(d, hn::Sub(placeX, wholeX), hn::Sub(placeY, wholeY)),
              second);
  for (const int c : {curvatureXx, curvatureYy, curvatureXy}) {
    second.value[c] = hn::IfThenElse(inside, second.value[c], hn::LoadU(d, own + c * ownStep));
  }
  for (const int c : {slopeX, slopeY}) second.value[c] = hn::IfThenElseZero(inside, second.value[c]);
}

/// Whether all lanes have the bits of the first one.
template <class D, class V = hn::Vec<D>>
HWY_INLINE bool allAlike(D d, V value) {
  return hn::AllTrue(d, hn::Eq(value, hn::Broadcast<0>(value)));
}

/// The second expansion where the flow leads, four pixels from (x, y) on.
template <class D, class V = hn::Vec<D>>
HWY_INLINE void sampleFour(D d, const BlockInputs& in, int x, int y, V dx, V dy, const float* own,
                           Channels<V>& second) {
  const Places<V> places = placesOf(d, x, y, dx, dy);
  const V outside =
      hn::Or(hn::Or(places.x, hn::Sub(hn::Set(d, static_cast<float>(in.size.width - 1)), places.x)),
             hn::Or(places.y, hn::Sub(hn::Set(d, static_cast<float>(in.size.height - 1)), places.y)));
  if (HWY_UNLIKELY(!noneNegative(d, outside))) {
    Channels<V> atEdge;  // its address is taken: `second` itself stays in registers
    samplePairsAtEdge(d, in.now, in.size, places, x, y, own, atEdge);
    second = atEdge;
    return;
  }
  const V wholeX = hn::Floor(places.x);
  const V wholeY = hn::Floor(places.y);
  const V columns = hn::Sub(wholeX, places.columns);
  const V rows = hn::Sub(wholeY, hn::Set(d, static_cast<float>(y)));
  const BilinearWeights<V> weights = bilinearWeights(d, hn::Sub(places.x, wholeX), hn::Sub(places.y, wholeY));
  const float* here = in.now.row(y) + x;
  if (allAlike(d, columns) && allAlike(d, rows)) {
    const float* at = here + hn::GetLane(smallIntegers(d, rows)) * in.now.steps.row +
                      hn::GetLane(smallIntegers(d, columns));
    sampleTogether(d, in.now.steps, at, weights, second);
  } else {
    samplePairs(d, in.now.steps, FourPlaces(d, here, in.now.steps, columns, rows), weights, second);
  }
}

/// As blockEquations.
template <bool kWeighted>
HWY_NOINLINE void narrowBlockEquations(const BlockInputs& in) {
  const FullFloats d;
  using V = hn::Vec<FullFloats>;
  for (int i = 0; i < in.rows; ++i) {
    if (in.ahead) prefetchAhead(in, in.y + i);
    const float* flowX = in.flowX.row(i) + (in.begin - in.origin);
    const float* flowY = in.flowY.row(i) + (in.begin - in.origin);
    const float* own = in.before.row(in.y + i) + in.begin;
    float* out = in.out[static_cast<std::size_t>(i)];
    for (int column = 0; column < in.end - in.begin; column += 4) {
      const V dx = hn::LoadU(d, flowX + column);
      const V dy = hn::LoadU(d, flowY + column);
      Channels<V> second;
      sampleFour(d, in, in.begin + column, in.y + i, dx, dy, own + column, second);
      V weight = dx;
      if constexpr (kWeighted) {
        weight = hn::Mul(hn::LoadU(d, in.columnWeights + (in.begin + column - in.origin)),
                         hn::Set(d, in.rowWeights[static_cast<std::size_t>(i)]));
      }
      Channels<V> results;
      equations<kWeighted>(d, own + column, in.before.steps.plane, second, dx, dy, weight, results);
      GRADEVAULT_UNROLL
      for (int c = 0; c < equationChannels; ++c)
        hn::Store(results.value[c], d, out + column + c * stripColumns);
    }
  }
}

#endif

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
