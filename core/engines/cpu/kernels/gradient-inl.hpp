// The 3×3 Sobel gradient of a row.
#if defined(GRADEVAULT_CPU_GRADIENT_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_GRADIENT_INL
#undef GRADEVAULT_CPU_GRADIENT_INL
#else
#define GRADEVAULT_CPU_GRADIENT_INL
#endif

#include "kernels/picture_rows-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

template <class V>
struct SobelPair {
  V dx;
  V dy;
};

/// Rows with one pixel beyond both ends.
struct ThreeRows {
  const std::uint8_t* above;
  const std::uint8_t* here;
  const std::uint8_t* below;
};

template <class V>
HWY_INLINE void sobelAt(const ThreeRows& rows, int x, SobelPair<V>& out) {
  const Shorts d;
  const V upperLeft = pixels(d, rows.above + x - 1);
  const V upperRight = pixels(d, rows.above + x + 1);
  const V lowerLeft = pixels(d, rows.below + x - 1);
  const V lowerRight = pixels(d, rows.below + x + 1);
  const V across = hn::Sub(pixels(d, rows.here + x + 1), pixels(d, rows.here + x - 1));
  const V down = hn::Sub(pixels(d, rows.below + x), pixels(d, rows.above + x));
  const V rising = hn::Sub(lowerRight, upperLeft);
  const V falling = hn::Sub(lowerLeft, upperRight);
  out.dx = hn::Add(hn::Sub(rising, falling), hn::Add(across, across));
  out.dy = hn::Add(hn::Add(rising, falling), hn::Add(down, down));
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
