// A block of a strip: a few columns of up to eight rows. The places that all of its vectors read are found
// before any is sampled, and sorted by how.
#if defined(GRADEVAULT_CPU_BLOCK_PLACES_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_BLOCK_PLACES_INL
#undef GRADEVAULT_CPU_BLOCK_PLACES_INL
#else
#define GRADEVAULT_CPU_BLOCK_PLACES_INL
#endif

#include <hwy/cache_control.h>

#include <array>
#include <bit>
#include <cstdint>

#include "cache_line.hpp"
#include "kernels/placement-inl.hpp"
#include "kernels/sampling-inl.hpp"
#include "kernels/window_sum-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

/// Columns of a strip; blockRows rows run through it before the next strip has its turn.
constexpr int stripColumns = 32;

/// Values from one row of a strip to the next: all equation channels of a row lie together, the rows one
/// after the other.
constexpr std::ptrdiff_t stripRow = std::ptrdiff_t{stripColumns} * equationChannels;

/// Some rows of planes, one after the other, from column `origin` on.
struct RowBlock {
  float* data = nullptr;
  std::ptrdiff_t rowLength = 0;
  [[nodiscard]] HWY_INLINE float* row(int index) const { return data + index * rowLength; }
};

struct BlockInputs {
  Planes before;  ///< both expansions lie alike
  Planes now;
  Size size;
  RowBlock flowX;              ///< the rows' flow so far, from column `origin` on
  RowBlock flowY;              ///< with rows as long
  const float* columnWeights;  ///< edge weights, likewise
  int origin;
  int y;      ///< the first row
  int rows;   ///< ≤ blockRows
  int begin;  ///< the columns, at most stripColumns
  int end;
  std::array<float, blockRows> rowWeights;
  std::array<float*, blockRows> out;  ///< strip rows
  bool ahead;                         ///< the next strip's pixels were not read before
};

/// Where a vector's values lie.
struct VectorPointers {
  const float* at;     ///< what its first lane reads of the second expansion
  const float* own;    ///< its pixels' first expansion
  const float* flowX;  ///< their flow so far
  float* out;          ///< their equations
};

/// Places of all vectors of a block, in the order of rows.
class BlockPlaces {
 public:
  using D = FullFloats;
  using V = hn::Vec<D>;
  static constexpr int lanes = static_cast<int>(hn::MaxLanes(D()));
  static constexpr int vectorsARow = stripColumns / lanes;
  static constexpr int vectors = vectorsARow * blockRows;

  HWY_INLINE void set(int vector, const Place<V>& place, const VectorPointers& pointers) {
    const D d;
    hn::Store(place.fractionX, d, fractionX_ + vector * lanes);
    hn::Store(place.fractionY, d, fractionY_ + vector * lanes);
    hn::Store(place.moves, d, moves_ + vector * lanes);
    hn::Store(place.rows, d, rows_ + vector * lanes);
    pointers_[vector] = pointers;
  }
  HWY_INLINE void get(int vector, Place<V>& place) const {
    const D d;
    place.fractionX = hn::Load(d, fractionX_ + vector * lanes);
    place.fractionY = hn::Load(d, fractionY_ + vector * lanes);
    place.moves = hn::Load(d, moves_ + vector * lanes);
    place.rows = hn::Load(d, rows_ + vector * lanes);
  }
  [[nodiscard]] HWY_INLINE const VectorPointers& pointers(int vector) const { return pointers_[vector]; }
  /// The rows that a picked vector reads.
  [[nodiscard]] HWY_INLINE RowRange& rowRange(int vector) { return rowRanges_[vector]; }

 private:
  HWY_ALIGN float fractionX_[vectors * lanes];
  HWY_ALIGN float fractionY_[vectors * lanes];
  HWY_ALIGN float moves_[vectors * lanes];
  HWY_ALIGN float rows_[vectors * lanes];
  VectorPointers pointers_[vectors];
  RowRange rowRanges_[vectors];
};

/// A set of a block's vectors; the lowest bit is the first one. Sets instead of lists: what a vector belongs
/// to is found without a branch and without memory.
using VectorSet = std::uint64_t;
static_assert(BlockPlaces::vectors <= 64 || HWY_TARGET == HWY_SCALAR,
              "HWY_SCALAR is compiled, but never taken");

struct SamplingSets {
  VectorSet together = 0, twoRows = 0, threeRows = 0, someRows = 0, apart = 0;
};

/// Brings what is at `at` into the cache.
HWY_INLINE void bring(const float* at) {
#if HWY_TARGET == HWY_WASM  // which has no prefetch: a load that nobody waits for
  (void)*reinterpret_cast<const volatile std::int32_t*>(at);
#else
  hwy::Prefetch(at);
#endif
}

/// The next strip's rows lie far from one another: the processor does not see them coming.
HWY_INLINE void prefetchAhead(const BlockInputs& in, int y) {
  for (int x = in.begin + stripColumns; x < in.end + stripColumns;
       x += static_cast<int>(cacheLineValues<float>)) {
    const float* before = in.before.row(y) + x;
    const float* now = in.now.row(y + 1) + x;
    for (int c = 0; c < expansionChannels; ++c) {
      bring(before + c * in.before.steps.plane);
      bring(now + c * in.now.steps.plane);
    }
  }
}

/// Whether a vector that reads more than one row from its first lane's can be picked all the same; if so,
/// from which rows.
HWY_INLINE bool pickedFromMoreRows(const BlockInputs& in, BlockPlaces& places, int vector) {
  const FullFloats d;
  Place<BlockPlaces::V> place;
  places.get(vector, place);
  const VectorPointers& pointers = places.pointers(vector);
  const auto moved = placesOf(d, in.begin + vector % BlockPlaces::vectorsARow * BlockPlaces::lanes,
                              in.y + vector / BlockPlaces::vectorsARow, hn::LoadU(d, pointers.flowX),
                              hn::LoadU(d, pointers.flowX + (in.flowY.data - in.flowX.data)));
  if (!hn::AllTrue(d, hn::And(insideOf(d, in.size, moved), columnsNear(d, place.moves)))) return false;
  const RowRange range = rowsOf(d, place.rows);
  places.rowRange(vector) = range;
  return range.count <= mostPickedRows;
}

/// The places of a block's vectors, and how the samples of each are loaded.
HWY_INLINE SamplingSets findPlaces(const BlockInputs& in, BlockPlaces& places) {
  const FullFloats d;
  const Planes now = in.now;
  VectorSet all = 0, same = 0, pickable = 0, above = 0, below = 0;
  for (int i = 0; i < in.rows; ++i) {
    if (in.ahead) prefetchAhead(in, in.y + i);
    const float* flowX = in.flowX.row(i) + (in.begin - in.origin);
    const float* flowY = in.flowY.row(i) + (in.begin - in.origin);
    const float* own = in.before.row(in.y + i) + in.begin;
    float* out = in.out[static_cast<std::size_t>(i)];
    int vector = i * BlockPlaces::vectorsARow;
    VectorSet bit = VectorSet{1} << vector;
    for (int column = 0; column < in.end - in.begin; column += BlockPlaces::lanes, ++vector, bit += bit) {
      const auto moved = placesOf(d, in.begin + column, in.y + i, hn::LoadU(d, flowX + column),
                                  hn::LoadU(d, flowY + column));
      Place<BlockPlaces::V> place;
      const PlaceFacts facts = findPlace(d, in.size, moved, place);
      places.set(vector, place,
                 {now.row(facts.row) + facts.column, own + column, flowX + column, out + column});
      const auto put = [bit](bool is) { return is ? bit : 0; };
      all |= bit;
      same |= put(facts.same);
      pickable |= put(facts.pickable);
      above |= put(facts.above);
      below |= put(facts.below);
    }
  }
  SamplingSets sets;
  sets.together = pickable & same;
  const VectorSet picked = pickable & ~same;
  sets.twoRows = picked & ~above & ~below;
  sets.threeRows = picked & (above ^ below);
  sets.someRows = picked & above & below;
  for (VectorSet rest = picked; rest != 0; rest &= rest - 1) {
    const int vector = std::countr_zero(rest);
    const int rowsAbove = static_cast<int>((above >> vector) & 1);
    const int rowsBelow = static_cast<int>((below >> vector) & 1);
    places.rowRange(vector) = {rowsAbove, rowsAbove + rowsBelow + 2};
  }
  sets.apart = all & ~pickable;
  for (VectorSet rest = sets.apart; rest != 0; rest &= rest - 1) {
    const int vector = std::countr_zero(rest);
    if (pickedFromMoreRows(in, places, vector)) sets.someRows |= rest & -rest;
  }
  sets.apart &= ~sets.someRows;
  return sets;
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
