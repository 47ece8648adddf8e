// Block means of 2×2, 3×3 and 4×4 pixels, (sum + n/2) / n; the definition is averageDown (luma.hpp).
#if defined(GRADEVAULT_CPU_AVERAGE_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_AVERAGE_INL
#undef GRADEVAULT_CPU_AVERAGE_INL
#else
#define GRADEVAULT_CPU_AVERAGE_INL
#endif

#include <cstddef>

#include "kernels/picture_rows-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

using Words = hn::ScalableTag<std::uint16_t>;

/// Sums of neighbours: a word holds two pixels, the left one below.
template <class D>
HWY_INLINE hn::Vec<D> pairSums(D d, const std::uint8_t* at) {
  const hn::Repartition<std::uint8_t, D> bytes;
  const auto pixelPairs = hn::BitCast(d, hn::LoadU(bytes, at));
  return hn::Add(hn::And(pixelPairs, hn::Set(d, 255)), hn::ShiftRight<8>(pixelPairs));
}

/// Whole numbers below 2^15 divided by 9: 7282 / 2^16 is 1/9 and so little more.
template <class D>
HWY_INLINE hn::Vec<D> ninth(D d, hn::Vec<D> sum) {
  return hn::MulHigh(sum, hn::Set(d, 7282));
}

/// As many output pixels from x as there are words in a vector; `step` values lie between rows.
struct MeanOf2 {
  template <class D>
  HWY_INLINE void operator()(D d, const std::uint8_t* in, std::ptrdiff_t step, int x,
                             std::uint8_t* out) const {
    const hn::Rebind<std::uint8_t, D> bytes;
    const auto sum = hn::Add(pairSums(d, in + 2 * x), pairSums(d, in + step + 2 * x));
    const auto mean = hn::ShiftRight<2>(hn::Add(sum, hn::Set(d, 2)));
    hn::StoreU(hn::DemoteTo(bytes, hn::BitCast(hn::RebindToSigned<D>(), mean)), bytes, out + x);
  }
};

#if HWY_TARGET == HWY_WASM
/// Highway 1.0 takes groups of three apart by table look-ups, which it emulates. Here 24 neighbours are
/// summed down first.
struct MeanOf3 {
  template <class D>
  HWY_INLINE void operator()(D d, const std::uint8_t* in, std::ptrdiff_t step, int x,
                             std::uint8_t* out) const {
    const hn::Rebind<std::uint8_t, D> bytes;
    const auto columns = [&](int begin) HWY_ATTR {
      const std::uint8_t* at = in + 3 * x + begin;
      return wasm_i16x8_add(wasm_i16x8_add(wasm_u16x8_load8x8(at), wasm_u16x8_load8x8(at + step)),
                            wasm_u16x8_load8x8(at + 2 * step));
    };
    const auto a = columns(0);
    const auto b = columns(8);
    const auto c = columns(16);
    const auto left =
        wasm_i16x8_shuffle(wasm_i16x8_shuffle(a, b, 0, 3, 6, 9, 12, 15, 0, 0), c, 0, 1, 2, 3, 4, 5, 10, 13);
    const auto middle =
        wasm_i16x8_shuffle(wasm_i16x8_shuffle(a, b, 1, 4, 7, 10, 13, 0, 0, 0), c, 0, 1, 2, 3, 4, 8, 11, 14);
    const auto right =
        wasm_i16x8_shuffle(wasm_i16x8_shuffle(a, b, 2, 5, 8, 11, 14, 0, 0, 0), c, 0, 1, 2, 3, 4, 9, 12, 15);
    const hn::Vec<D> sum{
        wasm_i16x8_add(wasm_i16x8_add(left, middle), wasm_i16x8_add(right, wasm_i16x8_splat(4)))};
    const auto mean = ninth(d, sum);
    hn::StoreU(hn::DemoteTo(bytes, hn::BitCast(hn::RebindToSigned<D>(), mean)), bytes, out + x);
  }
};
#else
struct MeanOf3 {
  template <class D>
  HWY_INLINE void operator()(D d, const std::uint8_t* in, std::ptrdiff_t step, int x,
                             std::uint8_t* out) const {
    const hn::Rebind<std::uint8_t, D> bytes;
    auto sum = hn::Set(d, 4);
    for (int row = 0; row < 3; ++row) {
      hn::Vec<decltype(bytes)> left, middle, right;
      hn::LoadInterleaved3(bytes, in + row * step + 3 * x, left, middle, right);
      sum = hn::Add(
          sum, hn::Add(hn::Add(hn::PromoteTo(d, left), hn::PromoteTo(d, middle)), hn::PromoteTo(d, right)));
    }
    const auto mean = ninth(d, sum);
    hn::StoreU(hn::DemoteTo(bytes, hn::BitCast(hn::RebindToSigned<D>(), mean)), bytes, out + x);
  }
};
#endif

/// Half as many output pixels: two words each.
struct MeanOf4 {
  template <class D>
  HWY_INLINE void operator()(D d, const std::uint8_t* in, std::ptrdiff_t step, int x,
                             std::uint8_t* out) const {
    const hn::Repartition<std::uint32_t, D> wide;
    const hn::Repartition<std::int32_t, D> integers;
    const hn::Rebind<std::uint8_t, decltype(wide)> bytes;
    const auto upper = hn::Add(pairSums(d, in + 4 * x), pairSums(d, in + step + 4 * x));
    const auto lower = hn::Add(pairSums(d, in + 2 * step + 4 * x), pairSums(d, in + 3 * step + 4 * x));
    const auto pairs = hn::BitCast(wide, hn::Add(upper, lower));
    const auto sum = hn::Add(hn::And(pairs, hn::Set(wide, 0xFFFF)), hn::ShiftRight<16>(pairs));
    const auto mean = hn::ShiftRight<4>(hn::Add(sum, hn::Set(wide, 8)));
    hn::StoreU(hn::DemoteTo(bytes, hn::BitCast(integers, mean)), bytes, out + x);
  }
};

/// The last vector of a row is moved back to end there; narrower pictures go pixel by pixel.
template <class Mean>
inline void averageWith([[maybe_unused]] const Mean& mean, int factor, [[maybe_unused]] int lanes,
                        GrayView luma, ImageView<std::uint8_t> out) {
  const auto pixels = static_cast<unsigned>(factor * factor);
  for (int y = 0; y < out.height(); ++y) {
    const std::uint8_t* in = luma.row(y * factor);
    std::uint8_t* to = out.row(y);
    int x = 0;
    if constexpr (hn::MaxLanes(Words()) > 1) {  // the emulated set cannot join neighbours
      for (; x + lanes <= out.width(); x += lanes) mean(Words(), in, luma.stride(), x, to);
      if (x < out.width() && x > 0) {
        mean(Words(), in, luma.stride(), out.width() - lanes, to);
        continue;
      }
    }
    for (; x < out.width(); ++x) {
      unsigned sum = pixels / 2;
      for (int row = 0; row < factor; ++row) {
        for (int i = 0; i < factor; ++i) sum += in[row * luma.stride() + factor * x + i];
      }
      to[x] = static_cast<std::uint8_t>(sum / pixels);
    }
  }
}

inline void average(GrayView luma, int factor, ImageView<std::uint8_t> out) {
  const int lanes = static_cast<int>(hn::Lanes(Words()));
  if (factor == 2) {
    averageWith(MeanOf2(), 2, lanes, luma, out);
  } else if (factor == 3) {
    averageWith(MeanOf3(), 3, lanes, luma, out);
  } else {
    averageWith(MeanOf4(), 4, lanes / 2, luma, out);
  }
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
