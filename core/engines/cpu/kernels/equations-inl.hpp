// The normal equations of neighbouring pixels; the definition is reference/normal_equations.hpp.
#if defined(GRADEVAULT_CPU_EQUATIONS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_EQUATIONS_INL
#undef GRADEVAULT_CPU_EQUATIONS_INL
#else
#define GRADEVAULT_CPU_EQUATIONS_INL
#endif

#include "flow_planes.hpp"
#include "kernels/columns-inl.hpp"
#include "normal_equations.hpp"
#include "scan/motion.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

/// Where an expansion's planes lie; see FlowPlanes. By value everywhere, so that compilers know that no store changes it.
struct Planes {
  const float* first;         ///< pixel (0, 0) of plane 0
  std::ptrdiff_t stride;
  std::ptrdiff_t planeStep;
  [[nodiscard]] HWY_INLINE const float* row(std::ptrdiff_t y) const { return first + y * stride; }
};

[[nodiscard]] HWY_INLINE Planes planesOf(const FlowPlanes& planes) {
  return {planes.row(0), planes.stride(), planes.planeStep()};
}

/// One value of each channel for every lane. Handed out by reference: returned by value it is copied through memory in
/// pieces that later loads have to wait for (GCC 12).
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
HWY_INLINE V weighted(const BilinearWeights<V>& weights, V upperLeft, V upperRight, V lowerLeft, V lowerRight) {
  V sum = hn::Add(hn::Mul(weights.upperLeft, upperLeft), hn::Mul(weights.upperRight, upperRight));
  sum = hn::Add(sum, hn::Mul(weights.lowerLeft, lowerLeft));
  return hn::Add(sum, hn::Mul(weights.lowerRight, lowerRight));
}

/// All lanes read their four neighbours with one displacement: plain loads.
template <class D, class V = hn::Vec<D>>
HWY_INLINE void sampleTogether(D d, Planes planes, const float* at, const BilinearWeights<V>& weights,
                               Channels<V>& out) {
  for (int c = 0; c < expansionChannels; ++c) {
    const float* upper = at + c * planes.planeStep;
    const float* lower = upper + planes.stride;
    out.value[c] = weighted(weights, hn::LoadU(d, upper), hn::LoadU(d, upper + 1), hn::LoadU(d, lower),
                            hn::LoadU(d, lower + 1));
  }
}

/// Some lanes read one column further right (`right`), some one row further down (`down`): flow that lies around a whole
/// number, as in areas without motion. Three plain loads a row, then each lane takes its two; no gathers.
template <bool kDown, class D, class M, class V = hn::Vec<D>>
HWY_INLINE void sampleNearby(D d, Planes planes, const float* at, const BilinearWeights<V>& weights, M right,
                             M down, Channels<V>& out) {
  for (int c = 0; c < expansionChannels; ++c) {
    const float* row = at + c * planes.planeStep;
    V left[3];
    V next[3];
    for (int i = 0; i < (kDown ? 3 : 2); ++i, row += planes.stride) {
      const V first = hn::LoadU(d, row);
      const V second = hn::LoadU(d, row + 1);
      const V third = hn::LoadU(d, row + 2);
      left[i] = hn::IfThenElse(right, second, first);
      next[i] = hn::IfThenElse(right, third, second);
    }
    if constexpr (kDown) {
      for (int i = 0; i < 2; ++i) {
        left[i] = hn::IfThenElse(down, left[i + 1], left[i]);
        next[i] = hn::IfThenElse(down, next[i + 1], next[i]);
      }
    }
    out.value[c] = weighted(weights, left[0], next[0], left[1], next[1]);
  }
}

/// Every lane reads where it likes; those not `inside` read pixel (0, 0). `x0` and `y0`: whole parts of the places.
template <class D, class V = hn::Vec<D>>
HWY_INLINE void sampleAnywhere(D d, Planes planes, V x0, V y0, const BilinearWeights<V>& weights,
                               Channels<V>& out) {
  const hn::RebindToSigned<D> di;
  // Rows are counted from the highest one in use, so that the indices fit 32 bits in any picture.
  const auto rows = hn::ConvertTo(di, y0);
  const std::int32_t top = hn::GetLane(hn::MinOfLanes(di, rows));
  const auto stride = hn::Set(di, static_cast<std::int32_t>(planes.stride));
  const auto index = hn::Add(hn::Mul(hn::Sub(rows, hn::Set(di, top)), stride), hn::ConvertTo(di, x0));
  for (int c = 0; c < expansionChannels; ++c) {
    const float* upper = planes.row(top) + c * planes.planeStep;
    const float* lower = upper + planes.stride;
    out.value[c] = weighted(weights, hn::GatherIndex(d, upper, index), hn::GatherIndex(d, upper + 1, index),
                            hn::GatherIndex(d, lower, index), hn::GatherIndex(d, lower + 1, index));
  }
}

/// What one row of equations reads.
struct EquationInputs {
  Planes before;
  Planes now;
  Size size;
  const float* flowX;          ///< this row's flow so far, from column `origin` on
  const float* flowY;
  const float* columnWeights;  ///< edge weights, likewise
  int origin;
  float rowWeight;
  int y;
};

/// Whole parts of places that all lie inside, relative to the first lane's.
template <class V>
struct WholePlaces {
  V x, y;      ///< column and row
  V moves;     ///< columns from a lane's own, less `firstMove`
  V rows;      ///< rows from `firstRow`
  int firstMove;
  int firstRow;
};

template <class D, class V = hn::Vec<D>>
HWY_INLINE WholePlaces<V> wholePlaces(D d, V placeX, V placeY, V columns, int column) {
  const V x = hn::Floor(placeX);
  const V y = hn::Floor(placeY);
  const int firstMove = static_cast<int>(hn::GetLane(x)) - column;
  const int firstRow = static_cast<int>(hn::GetLane(y));
  return {x, y, hn::Sub(hn::Sub(x, columns), hn::Set(d, static_cast<float>(firstMove))),
          hn::Sub(y, hn::Set(d, static_cast<float>(firstRow))), firstMove, firstRow};
}

template <class D, class V = hn::Vec<D>>
HWY_NOINLINE void sampleFarApart(D d, Planes planes, int column, V placeX, V placeY, V columns,
                                 const BilinearWeights<V>& weights, Channels<V>& out);

/// The samples at places that all lie inside.
template <class D, class V = hn::Vec<D>>
HWY_INLINE void sampleInside(D d, Planes planes, int column, V placeX, V placeY, V columns,
                             const BilinearWeights<V>& weights, const WholePlaces<V>& whole, Channels<V>& out) {
  const V zero = hn::Zero(d);
  const V one = hn::Set(d, 1.0F);
  if (HWY_LIKELY(hn::AllTrue(d, hn::And(hn::Eq(whole.moves, zero), hn::Eq(whole.rows, zero))))) {
    sampleTogether(d, planes, planes.row(whole.firstRow) + column + whole.firstMove, weights, out);
    return;
  }
  // Counted from the leftmost and uppermost one instead, if that is at most one away.
  const int left = hn::AllFalse(d, hn::Lt(whole.moves, zero)) ? 0 : 1;
  const int above = hn::AllFalse(d, hn::Lt(whole.rows, zero)) ? 0 : 1;
  const V moves = hn::Add(whole.moves, hn::Set(d, static_cast<float>(left)));
  const V rows = hn::Add(whole.rows, hn::Set(d, static_cast<float>(above)));
  const auto near = hn::And(hn::And(hn::Ge(moves, zero), hn::Ge(rows, zero)),
                            hn::And(hn::Le(moves, one), hn::Le(rows, one)));
  if (HWY_UNLIKELY(!hn::AllTrue(d, near))) {
    sampleFarApart(d, planes, column, placeX, placeY, columns, weights, out);
    return;
  }
  const float* at = planes.row(whole.firstRow - above) + column + whole.firstMove - left;
  const auto right = hn::Eq(moves, one);
  const auto down = hn::Eq(rows, one);
  if (hn::AllFalse(d, down)) {
    sampleNearby<false>(d, planes, at, weights, right, down, out);
  } else {
    sampleNearby<true>(d, planes, at, weights, right, down, out);
  }
}

/// The lower and the upper half of the lanes by themselves: fewer lanes lie near each other more often. Four lanes gather.
template <class D, class V>
HWY_NOINLINE void sampleFarApart(D d, Planes planes, [[maybe_unused]] int column, V placeX, V placeY,
                                 [[maybe_unused]] V columns, const BilinearWeights<V>& weights, Channels<V>& out) {
#if HWY_TARGET != HWY_SCALAR  // one lane has no halves
  if constexpr (hn::MaxLanes(D()) > 4) {
    const hn::Half<D> half;
    using H = hn::Vec<hn::Half<D>>;
    const int middle = column + static_cast<int>(hn::Lanes(half));
    const BilinearWeights<H> lowerWeights{
        hn::LowerHalf(half, weights.upperLeft), hn::LowerHalf(half, weights.upperRight),
        hn::LowerHalf(half, weights.lowerLeft), hn::LowerHalf(half, weights.lowerRight)};
    const BilinearWeights<H> upperWeights{
        hn::UpperHalf(half, weights.upperLeft), hn::UpperHalf(half, weights.upperRight),
        hn::UpperHalf(half, weights.lowerLeft), hn::UpperHalf(half, weights.lowerRight)};
    const H lowerX = hn::LowerHalf(half, placeX);
    const H lowerY = hn::LowerHalf(half, placeY);
    const H lowerColumns = hn::LowerHalf(half, columns);
    const H upperX = hn::UpperHalf(half, placeX);
    const H upperY = hn::UpperHalf(half, placeY);
    const H upperColumns = hn::UpperHalf(half, columns);
    Channels<H> lower;
    Channels<H> upper;
    sampleInside(half, planes, column, lowerX, lowerY, lowerColumns, lowerWeights,
                 wholePlaces(half, lowerX, lowerY, lowerColumns, column), lower);
    sampleInside(half, planes, middle, upperX, upperY, upperColumns, upperWeights,
                 wholePlaces(half, upperX, upperY, upperColumns, middle), upper);
    for (int c = 0; c < expansionChannels; ++c) out.value[c] = hn::Combine(d, upper.value[c], lower.value[c]);
    return;
  }
#endif
  sampleAnywhere(d, planes, hn::Floor(placeX), hn::Floor(placeY), weights, out);
}

/// Some lanes are inside, some not: those go where one of the others goes, so that all of them stay near each other. What
/// they read there, in the planes' margins at worst, is finite and does not count.
template <class D, class M, class V = hn::Vec<D>>
HWY_NOINLINE void sampleAtEdge(D d, const EquationInputs& in, int x, V placeX, V placeY, V columns, M inside,
                               Channels<V>& second) {
  constexpr float farthest = FlowPlanes::margin - static_cast<int>(hn::MaxLanes(D())) - 2;
  const V nowhere = hn::Set(d, -2 * maxDisplacement);
  const V move = hn::MaxOfLanes(d, hn::IfThenElse(inside, hn::Sub(hn::Floor(placeX), columns), nowhere));
  const V row = hn::MaxOfLanes(d, hn::IfThenElse(inside, hn::Floor(placeY), nowhere));
  const float moved = hn::GetLane(move);
  if (moved < -farthest || moved > farthest) {
    const V safeX = hn::IfThenElseZero(inside, placeX);
    const V safeY = hn::IfThenElseZero(inside, placeY);
    const V x0 = hn::Floor(safeX);
    const V y0 = hn::Floor(safeY);
    sampleAnywhere(d, in.now, x0, y0, bilinearWeights(d, hn::Sub(safeX, x0), hn::Sub(safeY, y0)), second);
    return;
  }
  const V nearX = hn::IfThenElse(inside, placeX, hn::Add(columns, move));
  const V nearY = hn::IfThenElse(inside, placeY, row);
  const auto whole = wholePlaces(d, nearX, nearY, columns, x);
  const auto weights = bilinearWeights(d, hn::Sub(nearX, whole.x), hn::Sub(nearY, whole.y));
  sampleInside(d, in.now, x, nearX, nearY, columns, weights, whole, second);
}

/// The second expansion where the flow leads; beyond the outermost pixel centres what makes the equations as if there were
/// only the first: its own curvatures and slopes of zero.
template <class D, class V = hn::Vec<D>>
HWY_INLINE void secondExpansion(D d, const EquationInputs& in, int x, V dx, V dy, const float* own,
                                Channels<V>& second) {
  // Iota(d, x) would go through memory.
  const V columns = hn::Add(hn::Iota(d, 0.0F), hn::Set(d, static_cast<float>(x)));
  const V placeX = hn::Add(columns, dx);
  const V placeY = hn::Add(hn::Set(d, static_cast<float>(in.y)), dy);
  const V zero = hn::Zero(d);
  const Size size = in.size;
  const auto inside =
      hn::And(hn::And(hn::Ge(placeX, zero), hn::Ge(placeY, zero)),
              hn::And(hn::Le(placeX, hn::Set(d, static_cast<float>(size.width - 1))),
                      hn::Le(placeY, hn::Set(d, static_cast<float>(size.height - 1)))));
  if (HWY_LIKELY(hn::AllTrue(d, inside))) {
    const auto whole = wholePlaces(d, placeX, placeY, columns, x);
    const auto weights = bilinearWeights(d, hn::Sub(placeX, whole.x), hn::Sub(placeY, whole.y));
    sampleInside(d, in.now, x, placeX, placeY, columns, weights, whole, second);
    return;
  }
  if (hn::AllFalse(d, inside)) {
    for (const int c : {curvatureXx, curvatureYy, curvatureXy}) {
      second.value[c] = hn::LoadU(d, own + c * in.before.planeStep);
    }
    for (const int c : {slopeX, slopeY}) second.value[c] = zero;
    return;
  }
  sampleAtEdge(d, in, x, placeX, placeY, columns, inside, second);
  for (const int c : {curvatureXx, curvatureYy, curvatureXy}) {
    second.value[c] = hn::IfThenElse(inside, second.value[c], hn::LoadU(d, own + c * in.before.planeStep));
  }
  for (const int c : {slopeX, slopeY}) second.value[c] = hn::IfThenElseZero(inside, second.value[c]);
}

/// The equations of the pixels from column `x` on, in the order of EquationChannel. `kWeighted`: near an edge, where they
/// count for less.
template <bool kWeighted, class D, class V = hn::Vec<D>>
HWY_INLINE Channels<V> equations(D d, const EquationInputs& in, int x) {
  const float* own = in.before.row(in.y) + x;
  const auto first = [&](int channel) HWY_ATTR { return hn::LoadU(d, own + channel * in.before.planeStep); };
  const V dx = hn::LoadU(d, in.flowX + (x - in.origin));
  const V dy = hn::LoadU(d, in.flowY + (x - in.origin));
  Channels<V> second;
  secondExpansion(d, in, x, dx, dy, own, second);

  const V half = hn::Set(d, 0.5F);
  V xx = hn::Mul(hn::Add(first(curvatureXx), second.value[curvatureXx]), half);
  V yy = hn::Mul(hn::Add(first(curvatureYy), second.value[curvatureYy]), half);
  V xy = hn::Mul(hn::Add(first(curvatureXy), second.value[curvatureXy]), hn::Set(d, 0.25F));
  V bx = hn::Mul(hn::Sub(first(slopeX), second.value[slopeX]), half);
  V by = hn::Mul(hn::Sub(first(slopeY), second.value[slopeY]), half);
  bx = hn::Add(bx, hn::Add(hn::Mul(xx, dx), hn::Mul(xy, dy)));
  by = hn::Add(by, hn::Add(hn::Mul(xy, dx), hn::Mul(yy, dy)));

  if constexpr (kWeighted) {
    const V weight = hn::Mul(hn::LoadU(d, in.columnWeights + (x - in.origin)), hn::Set(d, in.rowWeight));
    xx = hn::Mul(xx, weight);
    yy = hn::Mul(yy, weight);
    xy = hn::Mul(xy, weight);
    bx = hn::Mul(bx, weight);
    by = hn::Mul(by, weight);
  }
  const V mixed = hn::Mul(xy, xy);
  Channels<V> out;
  out.value[gramXx] = hn::Add(hn::Mul(xx, xx), mixed);
  out.value[gramXy] = hn::Mul(hn::Add(xx, yy), xy);
  out.value[gramYy] = hn::Add(hn::Mul(yy, yy), mixed);
  out.value[rightX] = hn::Add(hn::Mul(xx, bx), hn::Mul(xy, by));
  out.value[rightY] = hn::Add(hn::Mul(xy, bx), hn::Mul(yy, by));
  return out;
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
