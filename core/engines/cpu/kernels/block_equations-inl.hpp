// The equations of a block: vectors whose samples are loaded alike are done one after the other.
#if defined(GRADEVAULT_CPU_BLOCK_EQUATIONS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_BLOCK_EQUATIONS_INL
#undef GRADEVAULT_CPU_BLOCK_EQUATIONS_INL
#else
#define GRADEVAULT_CPU_BLOCK_EQUATIONS_INL
#endif

#include <bit>

#include "kernels/block_places-inl.hpp"
#include "kernels/equations-inl.hpp"
#include "kernels/narrow_equations-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

/// The equations of the vectors of a set.
template <bool kWeighted, Sampling kHow>
HWY_INLINE void equationsOf(const BlockInputs& in, BlockPlaces& places, VectorSet set) {
  const FullFloats d;
  using V = BlockPlaces::V;
  const Steps steps = in.now.steps;  // both expansions'
  const std::ptrdiff_t toFlowY = in.flowY.data - in.flowX.data;
  for (; set != 0; set &= set - 1) {
    const int vector = std::countr_zero(set);
    const VectorPointers& pointers = places.pointers(vector);
    const int i = vector / BlockPlaces::vectorsARow;
    const int x = in.begin + vector % BlockPlaces::vectorsARow * BlockPlaces::lanes;
    const float* own = pointers.own;
    const V dx = hn::LoadU(d, pointers.flowX);
    const V dy = hn::LoadU(d, pointers.flowX + toFlowY);
    Channels<V> second;
    if constexpr (kHow == apart) {
      sampleAtEdgeOrApart(d, in.now, in.size, placesOf(d, x, in.y + i, dx, dy), own, second);
    } else {
      Place<V> place;
      places.get(vector, place);
      if constexpr (kHow == together) {
        sampleTogether(d, steps, pointers.at, bilinearWeights(d, place.fractionX, place.fractionY), second);
      } else {
        samplePicked<kHow>(d, steps, pointers.at, places.rowRange(vector), place, second);
      }
    }
    V weight = dx;
    if constexpr (kWeighted) {
      weight = hn::Mul(hn::LoadU(d, in.columnWeights + (x - in.origin)),
                       hn::Set(d, in.rowWeights[static_cast<std::size_t>(i)]));
    }
    Channels<V> out;
    equations<kWeighted>(d, own, steps.plane, second, dx, dy, weight, out);
    GRADEVAULT_UNROLL
    for (int c = 0; c < equationChannels; ++c) hn::Store(out.value[c], d, pointers.out + c * stripColumns);
  }
}

/// The whole block's. `kWeighted`: some of the pixels lie near an edge of the picture.
template <bool kWeighted>
HWY_NOINLINE void wideBlockEquations(const BlockInputs& in) {
  BlockPlaces places;
  const SamplingSets sets = findPlaces(in, places);
  equationsOf<kWeighted, together>(in, places, sets.together);
  equationsOf<kWeighted, twoRows>(in, places, sets.twoRows);
  equationsOf<kWeighted, threeRows>(in, places, sets.threeRows);
  equationsOf<kWeighted, someRows>(in, places, sets.someRows);
  equationsOf<kWeighted, apart>(in, places, sets.apart);
}

template <bool kWeighted>
HWY_INLINE void blockEquations(const BlockInputs& in) {
#if HWY_TARGET != HWY_SCALAR
  if constexpr (narrowVectors) {
    narrowBlockEquations<kWeighted>(in);
    return;
  }
#endif
  if constexpr (!narrowVectors) wideBlockEquations<kWeighted>(in);
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
