// Rows of bytes in wider lanes, and the edge pixels repeated or mirrored beyond a row's ends.
#if defined(GRADEVAULT_CPU_PICTURE_ROWS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_PICTURE_ROWS_INL
#undef GRADEVAULT_CPU_PICTURE_ROWS_INL
#else
#define GRADEVAULT_CPU_PICTURE_ROWS_INL
#endif

#include <cstdint>

#include "kernels/columns-inl.hpp"
#include "picture_row.hpp"
#include "scan/border.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

using Shorts = hn::ScalableTag<std::int16_t>;
using Integers = hn::ScalableTag<std::int32_t>;
using Bytes = hn::ScalableTag<std::uint8_t>;

/// Pixels from `at` in the lanes of d, a tag of wider integers.
template <class D>
HWY_INLINE hn::Vec<D> pixels(D d, const std::uint8_t* at) {
  const hn::Rebind<std::uint8_t, D> bytes;
  return hn::PromoteTo(d, hn::LoadU(bytes, at));
}

/// Calls `body(x)` so that vectors of d from each x cover [0, width) and the rest of the last vector.
template <class D, class Body>
HWY_INLINE void overWholeVectors(D d, int width, const Body& body) {
  const int lanes = static_cast<int>(hn::Lanes(d));
  for (int x = 0; x < width; x += lanes) body(x);
}

/// A copy with two pixels more on both sides, mirrored as in border 101.
inline void copyMirrored(const std::uint8_t* from, int width, PictureRow<std::uint8_t>& row) {
  row.copy(from, width, 0);
  for (int i = 1; i <= 2; ++i) {
    row.data()[-i] = from[reflect101(-i, width)];
    row.data()[width - 1 + i] = from[reflect101(width - 1 + i, width)];
  }
}

/// A copy with one pixel more on both sides, the same as the outermost.
inline void copyReplicated(const std::uint8_t* from, int width, PictureRow<std::uint8_t>& row) {
  row.copy(from, width, from[width - 1]);
  row.data()[-1] = from[0];
}

/// A vector's lanes one by one, to be joined in wider integers.
template <class D, class Join>
HWY_INLINE void forEachLane(D d, hn::Vec<D> v, const Join& join) {
  HWY_ALIGN hn::TFromD<D> lanes[hn::MaxLanes(D())];
  hn::Store(v, d, lanes);
  for (std::size_t i = 0; i < hn::Lanes(d); ++i) join(lanes[i]);
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
