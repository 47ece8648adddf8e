// Lanes that take their values from two vectors side by side, each where it likes.
#if defined(GRADEVAULT_CPU_LANE_PICK_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_LANE_PICK_INL
#undef GRADEVAULT_CPU_LANE_PICK_INL
#else
#define GRADEVAULT_CPU_LANE_PICK_INL
#endif

#include "kernels/columns-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

template <class D>
using Indices = hn::Vec<hn::RebindToSigned<D>>;

/// Lane i of `operator()(low, high)` is the value at index[i] of both vectors side by side; only the index's
/// lowest bits, 0 … 2 lanes − 1, are looked at. Made once for all vectors that are picked from alike.
template <class D>
class LanePick {
 public:
  using V = hn::Vec<D>;

#if HWY_TARGET == HWY_AVX3  // one instruction; Highway 1.0 has no name for it
  HWY_INLINE LanePick(D, Indices<D> index) : index_(index) {}
  HWY_INLINE V operator()(V low, V high) const {
    if constexpr (hn::MaxLanes(D()) == 16) {
      return V{_mm512_permutex2var_ps(low.raw, index_.raw, high.raw)};
    } else if constexpr (hn::MaxLanes(D()) == 8) {
      return V{_mm256_permutex2var_ps(low.raw, index_.raw, high.raw)};
    } else {
      return V{_mm_permutex2var_ps(low.raw, index_.raw, high.raw)};
    }
  }

 private:
  Indices<D> index_;
#else
  HWY_INLINE LanePick(D d, Indices<D> index)
      : within_(hn::IndicesFromVec(d, hn::And(index, hn::Set(hn::RebindToSigned<D>(), lanes - 1)))),
        high_(hn::RebindMask(d, hn::TestBit(index, hn::Set(hn::RebindToSigned<D>(), lanes)))) {}
  HWY_INLINE V operator()(V low, V high) const {
    return hn::IfThenElse(high_, hn::TableLookupLanes(high, within_), hn::TableLookupLanes(low, within_));
  }

 private:
  static constexpr int lanes = static_cast<int>(hn::MaxLanes(D()));
  decltype(hn::IndicesFromVec(D(), Indices<D>())) within_;
  hn::Mask<D> high_;
#endif
};

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
