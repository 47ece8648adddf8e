// An expansion between its pixels: bilinear samples for a vector of places, by the cheapest loads that the
// places allow.
#if defined(GRADEVAULT_CPU_SAMPLING_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_SAMPLING_INL
#undef GRADEVAULT_CPU_SAMPLING_INL
#else
#define GRADEVAULT_CPU_SAMPLING_INL
#endif

#include "flow_planes.hpp"
#include "kernels/columns-inl.hpp"
#include "kernels/lane_pick-inl.hpp"
#include "kernels/placement-inl.hpp"
#include "normal_equations.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

/// Values from one row, and from one of a row's planes, to the next; see FlowPlanes. By value everywhere, so
/// that compilers know that no store changes them.
struct Steps {
  std::ptrdiff_t row;
  std::ptrdiff_t plane;
};

/// Where an expansion's planes lie.
struct Planes {
  const float* first;  ///< pixel (0, 0) of plane 0
  Steps steps;
  [[nodiscard]] HWY_INLINE const float* row(std::ptrdiff_t y) const { return first + y * steps.row; }
};

[[nodiscard]] HWY_INLINE Planes planesOf(const FlowPlanes& planes) {
  return {planes.row(0), {planes.stride(), planes.planeStep()}};
}

/// One value of each channel for every lane. Handed out by reference: returned by value it is copied through
/// memory in pieces that later loads have to wait for (GCC 12).
template <class V>
struct Channels {
  V value[expansionChannels];
};

/// Bilinear weights, from the fractions of the place.
template <class V>
struct BilinearWeights {
  V upperLeft, upperRight, lowerLeft, lowerRight;
};

template <class D, class V = hn::Vec<D>>
HWY_INLINE BilinearWeights<V> bilinearWeights(D d, V fx, V fy) {
  const V one = hn::Set(d, 1.0F);
  const V restX = hn::Sub(one, fx);
  const V restY = hn::Sub(one, fy);
  return {hn::Mul(restX, restY), hn::Mul(fx, restY), hn::Mul(restX, fy), hn::Mul(fx, fy)};
}

template <class V>
HWY_INLINE V weighted(const BilinearWeights<V>& weights, V upperLeft, V upperRight, V lowerLeft,
                      V lowerRight) {
  V sum = hn::Add(hn::Mul(weights.upperLeft, upperLeft), hn::Mul(weights.upperRight, upperRight));
  sum = hn::Add(sum, hn::Mul(weights.lowerLeft, lowerLeft));
  return hn::Add(sum, hn::Mul(weights.lowerRight, lowerRight));
}

/// All lanes read their four neighbours with one displacement: plain loads.
template <class D, class V = hn::Vec<D>>
HWY_INLINE void sampleTogether(D d, Steps steps, const float* at, const BilinearWeights<V>& weights,
                               Channels<V>& out) {
  GRADEVAULT_UNROLL
  for (int c = 0; c < expansionChannels; ++c) {
    const float* upper = at + c * steps.plane;
    const float* lower = upper + steps.row;
    out.value[c] = weighted(weights, hn::LoadU(d, upper), hn::LoadU(d, upper + 1), hn::LoadU(d, lower),
                            hn::LoadU(d, lower + 1));
  }
}

/// Lanes that stay within two vectors of a row and a few rows; `index` counts columns from `at`, 0 … 2 lanes
/// − 2, `row` rows from the one `above` rows below that of `at`. Two plain loads a row, then every lane picks
/// what it needs; no gathers.
template <int kRows, class D, class V = hn::Vec<D>>
HWY_INLINE void samplePickedFrom(D d, Steps steps, const float* at, int above, Indices<D> index, V row,
                                 const BilinearWeights<V>& weights, Channels<V>& out) {
  static_assert(kRows >= 2);
  const LanePick<D> here(d, index);
  const LanePick<D> next(d, hn::Add(index, hn::Set(hn::RebindToSigned<D>(), 1)));
  GRADEVAULT_UNROLL
  for (int c = 0; c < expansionChannels; ++c) {
    const float* from = at + c * steps.plane;
    V left[kRows];
    V right[kRows];
    GRADEVAULT_UNROLL
    for (int i = 0; i < kRows; ++i, from += steps.row) {
      const V low = hn::LoadU(d, from);
      const V high = hn::LoadU(d, from + hn::Lanes(d));
      left[i] = here(low, high);
      right[i] = next(low, high);
    }
    V upperLeft = left[0];
    V upperRight = right[0];
    V lowerLeft = left[1];
    V lowerRight = right[1];
    GRADEVAULT_UNROLL
    for (int i = 1; i < kRows - 1; ++i) {
      const auto down = hn::Ge(row, hn::Set(d, static_cast<float>(i - above)));
      upperLeft = hn::IfThenElse(down, left[i], upperLeft);
      upperRight = hn::IfThenElse(down, right[i], upperRight);
      lowerLeft = hn::IfThenElse(down, left[i + 1], lowerLeft);
      lowerRight = hn::IfThenElse(down, right[i + 1], lowerRight);
    }
    out.value[c] = weighted(weights, upperLeft, upperRight, lowerLeft, lowerRight);
  }
}

/// The same for any number of rows.
template <class D, class V = hn::Vec<D>>
HWY_INLINE void samplePickedFromRows(D d, Steps steps, const float* at, RowRange rows, Indices<D> index,
                                     V row, const BilinearWeights<V>& weights, Channels<V>& out) {
  const LanePick<D> here(d, index);
  const LanePick<D> next(d, hn::Add(index, hn::Set(hn::RebindToSigned<D>(), 1)));
  GRADEVAULT_UNROLL
  for (int c = 0; c < expansionChannels; ++c) {
    const float* from = at + c * steps.plane;
    V upperLeft = hn::Zero(d);
    V upperRight = upperLeft;
    V lowerLeft = upperLeft;
    V lowerRight = upperLeft;
    for (int i = 0; i < rows.count; ++i, from += steps.row) {
      const V low = hn::LoadU(d, from);
      const V high = hn::LoadU(d, from + hn::Lanes(d));
      const V left = here(low, high);
      const V right = next(low, high);
      const auto upper = hn::Eq(row, hn::Set(d, static_cast<float>(i - rows.above)));
      const auto lower = hn::Eq(row, hn::Set(d, static_cast<float>(i - 1 - rows.above)));
      upperLeft = hn::IfThenElse(upper, left, upperLeft);
      upperRight = hn::IfThenElse(upper, right, upperRight);
      lowerLeft = hn::IfThenElse(lower, left, lowerLeft);
      lowerRight = hn::IfThenElse(lower, right, lowerRight);
    }
    out.value[c] = weighted(weights, upperLeft, upperRight, lowerLeft, lowerRight);
  }
}

/// Every lane reads where it likes; those not `inside` read pixel (0, 0). `x0` and `y0`: whole parts of the
/// places.
template <class D, class V = hn::Vec<D>>
HWY_INLINE void sampleAnywhere(D d, Planes planes, V x0, V y0, const BilinearWeights<V>& weights,
                               Channels<V>& out) {
  const hn::RebindToSigned<D> di;
  // Rows are counted from the highest one in use, so that the indices fit 32 bits in any picture.
  const auto rows = hn::ConvertTo(di, y0);
  const std::int32_t top = hn::GetLane(hn::MinOfLanes(di, rows));
  const auto stride = hn::Set(di, static_cast<std::int32_t>(planes.steps.row));
  const auto index = hn::Add(hn::Mul(hn::Sub(rows, hn::Set(di, top)), stride), hn::ConvertTo(di, x0));
  for (int c = 0; c < expansionChannels; ++c) {
    const float* upper = planes.row(top) + c * planes.steps.plane;
    const float* lower = upper + planes.steps.row;
    out.value[c] = weighted(weights, hn::GatherIndex(d, upper, index), hn::GatherIndex(d, upper + 1, index),
                            hn::GatherIndex(d, lower, index), hn::GatherIndex(d, lower + 1, index));
  }
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
