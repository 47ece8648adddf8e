// Where the flow of a block of pixels leads, and by which loads the samples there can be had: decided for all vectors of a
// block before any is sampled, so that the sampling loops have no branches that nobody can foresee.
#if defined(GRADEVAULT_CPU_PLACEMENT_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_PLACEMENT_INL
#undef GRADEVAULT_CPU_PLACEMENT_INL
#else
#define GRADEVAULT_CPU_PLACEMENT_INL
#endif

#include <cstdint>

#include "kernels/columns-inl.hpp"
#include "kernels/lane_pick-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

/// How a vector's samples are loaded, cheapest first.
enum Sampling : int {
  together,   ///< one displacement for all lanes
  twoRows,    ///< picked from two rows
  threeRows,  ///< picked from three rows
  someRows,   ///< picked from up to `mostPickedRows`
  apart,      ///< lanes far from one another, or some of them outside of the picture
  samplings
};
constexpr int mostPickedRows = 8;

/// Where a vector's lanes read: whole and fractional parts of their places.
template <class V, class I>
struct Place {
  V fractionX, fractionY;
  I index;       ///< if picked: columns from `column`, in the lowest bits
  V row;         ///< rows from the first lane's
  int column;    ///< that the first lane reads, if together; that a row's two vectors begin with, if picked
  int top;       ///< the uppermost row that is read
  int rows;      ///< that are read, 2 …
  int above;     ///< of them, above the first lane's
  Sampling how;
};

/// Columns x, x + 1, … of row `y`, moved by (dx, dy).
template <class V>
struct Places {
  V columns;  ///< before they move
  V x, y;
};

template <class D, class V = hn::Vec<D>>
HWY_INLINE Places<V> placesOf(D d, int x, int y, V dx, V dy) {
  // Iota(d, x) would go through memory.
  const V columns = hn::Add(hn::Iota(d, 0.0F), hn::Set(d, static_cast<float>(x)));
  return {columns, hn::Add(columns, dx), hn::Add(hn::Set(d, static_cast<float>(y)), dy)};
}

/// The lanes between the outermost pixel centres.
template <class D, class V = hn::Vec<D>>
HWY_INLINE hn::Mask<D> insideOf(D d, Size size, const Places<V>& places) {
  const V zero = hn::Zero(d);
  return hn::And(hn::And(hn::Ge(places.x, zero), hn::Ge(places.y, zero)),
                 hn::And(hn::Le(places.x, hn::Set(d, static_cast<float>(size.width - 1))),
                         hn::Le(places.y, hn::Set(d, static_cast<float>(size.height - 1)))));
}

/// How the lanes' samples are loaded; `inside`: all of them may be.
template <class D, class V = hn::Vec<D>>
HWY_INLINE void findPlace(D d, const Places<V>& places, bool inside, Place<V, Indices<D>>& out) {
  const hn::RebindToSigned<D> di;
  constexpr int half = static_cast<int>(hn::MaxLanes(D())) / 2;
  const V zero = hn::Zero(d);
  const V wholeX = hn::Floor(places.x);
  const V wholeY = hn::Floor(places.y);
  out.fractionX = hn::Sub(places.x, wholeX);
  out.fractionY = hn::Sub(places.y, wholeY);
  // Relative to the first lane, as whole floats.
  const V move = hn::Sub(wholeX, places.columns);
  const V moves = hn::Sub(move, hn::Set(d, hn::GetLane(move)));
  const V rows = hn::Sub(wholeY, hn::Set(d, hn::GetLane(wholeY)));
  const bool same = hn::AllTrue(d, hn::And(hn::Eq(moves, zero), hn::Eq(rows, zero)));
  const auto columnsNear = hn::And(hn::Ge(moves, hn::Set(d, static_cast<float>(-half))),
                                   hn::Le(moves, hn::Set(d, static_cast<float>(half - 1))));
  const bool near = hn::AllTrue(d, hn::And(columnsNear, hn::Le(hn::Abs(rows), hn::Set(d, 1.0F))));
  int above = hn::AllFalse(d, hn::Lt(rows, zero)) ? 0 : 1;
  int below = hn::AllFalse(d, hn::Gt(rows, zero)) ? 0 : 1;
  int how = same ? together : above + below + twoRows;
  if (HWY_UNLIKELY(!(inside && near))) {
    how = apart;
    if (inside && hn::AllTrue(d, columnsNear)) {
      above = -static_cast<int>(hn::GetLane(hn::MinOfLanes(d, rows)));
      below = static_cast<int>(hn::GetLane(hn::MaxOfLanes(d, rows)));
      if (above + below + 2 <= mostPickedRows) how = someRows;
    }
  }
  const int firstColumn = static_cast<int>(hn::GetLane(wholeX));
  out.how = static_cast<Sampling>(how);
  // A whole number added to 2^23 is the lowest bits of the sum.
  out.index = hn::BitCast(di, hn::Add(moves, hn::Add(hn::Iota(d, 0.0F), hn::Set(d, static_cast<float>((1 << 23) + half)))));
  out.row = rows;
  out.column = same ? firstColumn : firstColumn - half;
  out.top = static_cast<int>(hn::GetLane(wholeY)) - above;
  out.rows = above + below + 2;
  out.above = above;
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
