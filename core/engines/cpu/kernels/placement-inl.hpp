// Where the flow of a block of pixels leads, and by which loads the samples there can be had: decided for all
// vectors of a block before any is sampled, so that the sampling loops have no branches that nobody can
// foresee.
#if defined(GRADEVAULT_CPU_PLACEMENT_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_PLACEMENT_INL
#undef GRADEVAULT_CPU_PLACEMENT_INL
#else
#define GRADEVAULT_CPU_PLACEMENT_INL
#endif

#include <cstdint>

#include "gradevault/geometry.hpp"
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
};
constexpr int mostPickedRows = 8;

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

/// Where a vector's lanes read: whole and fractional parts of their places.
template <class V>
struct Place {
  V fractionX, fractionY;
  V moves;  ///< columns from a lane's own, less the first lane's
  V rows;   ///< rows from the first lane's
};

/// What there is to know of a place for choosing how to load.
struct PlaceFacts {
  int column;  ///< that the first lane reads
  int row;
  bool same;      ///< all lanes have its displacement
  bool pickable;  ///< all lanes are inside, within half a vector's columns and one row of it
  bool above;     ///< some lanes read rows above it
  bool below;
};

/// Half a vector: what is picked from two vectors begins so many columns before the first lane's place.
template <class D>
constexpr int reachLeft(D) {
  return static_cast<int>(hn::MaxLanes(D())) / 2;
}

template <class D, class V = hn::Vec<D>>
HWY_INLINE auto columnsNear(D d, V moves) {
  return hn::And(hn::Ge(moves, hn::Set(d, static_cast<float>(-reachLeft(d)))),
                 hn::Le(moves, hn::Set(d, static_cast<float>(reachLeft(d) - 1))));
}

/// Whether no lane has its sign bit set.
template <class D, class V = hn::Vec<D>>
HWY_INLINE bool noneNegative(D, V value) {
  const hn::RebindToSigned<D> di;
  return hn::AllFalse(di, hn::Lt(hn::BitCast(di, value), hn::Zero(di)));
}

template <class D, class V = hn::Vec<D>>
HWY_INLINE PlaceFacts findPlace(D d, Size size, const Places<V>& places, Place<V>& out) {
  const V zero = hn::Zero(d);
  const V one = hn::Set(d, 1.0F);
  const V wholeX = hn::Floor(places.x);
  const V wholeY = hn::Floor(places.y);
  out.fractionX = hn::Sub(places.x, wholeX);
  out.fractionY = hn::Sub(places.y, wholeY);
  const V move = hn::Sub(wholeX, places.columns);
  out.moves = hn::Sub(move, hn::Set(d, hn::GetLane(move)));
  out.rows = hn::Sub(wholeY, hn::Set(d, hn::GetLane(wholeY)));
  // Differences that must not be negative, joined before they are tested: masks cost more than additions.
  const V outside =
      hn::Or(hn::Or3(places.x, places.y, hn::Sub(hn::Set(d, static_cast<float>(size.width - 1)), places.x)),
             hn::Sub(hn::Set(d, static_cast<float>(size.height - 1)), places.y));
  const V far = hn::Or(
      hn::Or3(hn::Add(out.moves, hn::Set(d, static_cast<float>(reachLeft(d)))),
              hn::Sub(hn::Set(d, static_cast<float>(reachLeft(d) - 1)), out.moves), hn::Add(one, out.rows)),
      hn::Sub(one, out.rows));
  return {static_cast<int>(hn::GetLane(wholeX)),
          static_cast<int>(hn::GetLane(wholeY)),
          hn::AllTrue(d, hn::Eq(hn::Or(out.moves, out.rows), zero)),
          noneNegative(d, hn::Or(outside, far)),
          !noneNegative(d, out.rows),
          !noneNegative(d, hn::Sub(zero, out.rows))};
}

/// The rows that a place reads.
struct RowRange {
  int above;  ///< before the first lane's
  int count;  ///< in all, 2 …; more than mostPickedRows are not picked
};

template <class D, class V = hn::Vec<D>>
HWY_INLINE RowRange rowsOf(D d, V rows) {
  const int above = -static_cast<int>(hn::GetLane(hn::MinOfLanes(d, rows)));
  const int below = static_cast<int>(hn::GetLane(hn::MaxOfLanes(d, rows)));
  return {above, above + below + 2};
}

/// Columns counted from `reachLeft` before the first lane's place, in the lowest bits: LanePick's index.
template <class D, class V = hn::Vec<D>>
HWY_INLINE Indices<D> pickIndex(D d, V moves) {
  // A whole number added to 2^23 is the lowest bits of the sum.
  const V origin = hn::Set(d, static_cast<float>((1 << 23) + reachLeft(d)));
  return hn::BitCast(hn::RebindToSigned<D>(), hn::Add(moves, hn::Add(hn::Iota(d, 0.0F), origin)));
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
