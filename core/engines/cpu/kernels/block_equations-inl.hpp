// The equations of a block of a strip: a few columns of up to eight rows. First every vector's place is found, then the
// vectors whose samples are loaded alike are done one after the other.
#if defined(GRADEVAULT_CPU_BLOCK_EQUATIONS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_BLOCK_EQUATIONS_INL
#undef GRADEVAULT_CPU_BLOCK_EQUATIONS_INL
#else
#define GRADEVAULT_CPU_BLOCK_EQUATIONS_INL
#endif

#include <hwy/cache_control.h>

#include <array>
#include <cstdint>

#include "cache_line.hpp"
#include "kernels/columns-inl.hpp"
#include "kernels/equations-inl.hpp"
#include "kernels/window_sum-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

/// Columns of a strip; blockRows rows run through it before the next strip has its turn.
constexpr int stripColumns = 32;

/// Values from one row of a strip to the next: all equation channels of a row lie together, the rows one after the other.
constexpr std::ptrdiff_t stripRow = std::ptrdiff_t{stripColumns} * equationChannels;

/// Some rows of planes, one after the other, from column `origin` on.
struct RowBlock {
  float* data = nullptr;
  std::ptrdiff_t rowLength = 0;
  [[nodiscard]] HWY_INLINE float* row(int index) const { return data + index * rowLength; }
};

struct BlockInputs {
  Planes before;
  Planes now;
  Size size;
  RowBlock flowX;              ///< the rows' flow so far, from column `origin` on
  RowBlock flowY;
  const float* columnWeights;  ///< edge weights, likewise
  int origin;
  int y;                       ///< the first row
  int rows;                    ///< ≤ blockRows
  int begin;                   ///< the columns, at most stripColumns
  int end;
  std::array<float, blockRows> rowWeights;
  std::array<float*, blockRows> out;  ///< strip rows
  bool ahead;                  ///< the next strip's pixels were not read before
};

/// Places of all vectors of a block, in the order of rows.
class BlockPlaces {
 public:
  using D = FullFloats;
  using V = hn::Vec<D>;
  using I = Indices<D>;
  static constexpr int lanes = static_cast<int>(hn::MaxLanes(D()));
  static constexpr int vectorsARow = stripColumns / lanes;
  static constexpr int vectors = vectorsARow * blockRows;

  HWY_INLINE void add(int vector, const Place<V, I>& place) {
    const D d;
    hn::Store(place.fractionX, d, fractionX_ + vector * lanes);
    hn::Store(place.fractionY, d, fractionY_ + vector * lanes);
    hn::Store(place.index, hn::RebindToSigned<D>(), index_ + vector * lanes);
    hn::Store(place.row, d, row_ + vector * lanes);
    column_[vector] = place.column;
    top_[vector] = place.top;
    rows_[vector] = place.rows;
    above_[vector] = place.above;
    list_[place.how][count_[place.how]++] = static_cast<std::uint8_t>(vector);
  }
  HWY_INLINE void get(int vector, Place<V, I>& place) const {
    const D d;
    place.fractionX = hn::Load(d, fractionX_ + vector * lanes);
    place.fractionY = hn::Load(d, fractionY_ + vector * lanes);
    place.index = hn::Load(hn::RebindToSigned<D>(), index_ + vector * lanes);
    place.row = hn::Load(d, row_ + vector * lanes);
    place.column = column_[vector];
    place.top = top_[vector];
    place.rows = rows_[vector];
    place.above = above_[vector];
  }
  [[nodiscard]] HWY_INLINE int count(Sampling how) const { return count_[how]; }
  [[nodiscard]] HWY_INLINE int vector(Sampling how, int i) const { return list_[how][i]; }

 private:
  HWY_ALIGN float fractionX_[vectors * lanes];
  HWY_ALIGN float fractionY_[vectors * lanes];
  HWY_ALIGN std::int32_t index_[vectors * lanes];
  HWY_ALIGN float row_[vectors * lanes];
  int column_[vectors];
  int top_[vectors];
  int rows_[vectors];
  int above_[vectors];
  int count_[samplings] = {};
  std::uint8_t list_[samplings][vectors];
};

/// The next strip's rows lie far from one another: the processor does not see them coming.
HWY_INLINE void prefetchAhead(const BlockInputs& in, int y) {
  for (int x = in.begin + stripColumns; x < in.end + stripColumns; x += static_cast<int>(cacheLineValues<float>)) {
    const float* before = in.before.row(y) + x;
    const float* now = in.now.row(y + 1) + x;
    for (int c = 0; c < expansionChannels; ++c) {
      hwy::Prefetch(before + c * in.before.planeStep);
      hwy::Prefetch(now + c * in.now.planeStep);
    }
  }
}

HWY_INLINE void findPlaces(const BlockInputs& in, BlockPlaces& places) {
  const FullFloats d;
  for (int i = 0; i < in.rows; ++i) {
    if (in.ahead) prefetchAhead(in, in.y + i);
    const float* flowX = in.flowX.row(i) - in.origin;
    const float* flowY = in.flowY.row(i) - in.origin;
    int vector = i * BlockPlaces::vectorsARow;
    for (int x = in.begin; x < in.end; x += BlockPlaces::lanes, ++vector) {
      const auto moved = placesOf(d, x, in.y + i, hn::LoadU(d, flowX + x), hn::LoadU(d, flowY + x));
      Place<BlockPlaces::V, BlockPlaces::I> place;
      findPlace(d, moved, hn::AllTrue(d, insideOf(d, in.size, moved)), place);
      places.add(vector, place);
    }
  }
}

template <bool kWeighted, Sampling kHow>
HWY_INLINE void equationsOf(const BlockInputs& in, const BlockPlaces& places) {
  const FullFloats d;
  using V = BlockPlaces::V;
  const int count = places.count(kHow);
  for (int k = 0; k < count; ++k) {
    const int vector = places.vector(kHow, k);
    const int i = vector / BlockPlaces::vectorsARow;
    const int column = vector % BlockPlaces::vectorsARow * BlockPlaces::lanes;
    const int x = in.begin + column;
    const float* own = in.before.row(in.y + i) + x;
    const V dx = hn::LoadU(d, in.flowX.row(i) + (x - in.origin));
    const V dy = hn::LoadU(d, in.flowY.row(i) + (x - in.origin));
    Channels<V> second;
    if constexpr (kHow == apart) {
      sampleAtEdgeOrApart(d, in.now, in.size, placesOf(d, x, in.y + i, dx, dy), own, in.before.planeStep, second);
    } else {
      Place<V, BlockPlaces::I> place;
      places.get(vector, place);
      sampleAs<kHow>(d, in.now, place, second);
    }
    V weight = dx;
    if constexpr (kWeighted) {
      weight = hn::Mul(hn::LoadU(d, in.columnWeights + (x - in.origin)),
                       hn::Set(d, in.rowWeights[static_cast<std::size_t>(i)]));
    }
    Channels<V> out;
    equations<kWeighted>(d, own, in.before.planeStep, second, dx, dy, weight, out);
    float* to = in.out[static_cast<std::size_t>(i)] + column;
    GRADEVAULT_UNROLL
    for (int c = 0; c < equationChannels; ++c) hn::Store(out.value[c], d, to + c * stripColumns);
  }
}

/// `kWeighted`: some of the pixels lie near an edge of the picture.
template <bool kWeighted>
HWY_NOINLINE void blockEquations(const BlockInputs& in) {
  BlockPlaces places;
  findPlaces(in, places);
  equationsOf<kWeighted, together>(in, places);
  equationsOf<kWeighted, twoRows>(in, places);
  equationsOf<kWeighted, threeRows>(in, places);
  equationsOf<kWeighted, someRows>(in, places);
  equationsOf<kWeighted, apart>(in, places);
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
