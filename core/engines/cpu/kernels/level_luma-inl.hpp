// One level of the flow's pyramid from the full-size luma; the definition is reference/level_luma.hpp.
#if defined(GRADEVAULT_CPU_LEVEL_LUMA_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_LEVEL_LUMA_INL
#undef GRADEVAULT_CPU_LEVEL_LUMA_INL
#else
#define GRADEVAULT_CPU_LEVEL_LUMA_INL
#endif

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "flow/decimation_taps.hpp"
#include "flow/pyramid_geometry.hpp"
#include "kernels/columns-inl.hpp"
#include "scan/border.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

template <class D>
HWY_INLINE hn::Vec<D> loadBytes(D d, const std::uint8_t* at) {
#if HWY_TARGET == HWY_WASM  // Highway 1.0 copies four bytes through memory
  if constexpr (hn::MaxLanes(D()) == 4) {
    const auto words = wasm_u16x8_extend_low_u8x16(wasm_v128_load32_zero(at));
    return hn::Vec<D>{wasm_f32x4_convert_i32x4(wasm_u32x4_extend_low_u16x8(words))};
  }
#endif
  const hn::Rebind<std::uint8_t, D> bytes;
  const hn::Rebind<std::int32_t, D> integers;
  return hn::ConvertTo(d, hn::PromoteTo(integers, hn::LoadU(bytes, at)));
}

/// (1 2 1) / 4 down the columns.
struct BlurColumns {
  const std::uint8_t* above;
  const std::uint8_t* here;
  const std::uint8_t* below;
  float* out;
  template <class D>
  HWY_INLINE void operator()(D d, int x) const {
    const auto outer = hn::Add(loadBytes(d, above + x), loadBytes(d, below + x));
    const auto inner = loadBytes(d, here + x);
    hn::StoreU(hn::Add(hn::Mul(hn::Set(d, 0.5F), inner), hn::Mul(hn::Set(d, 0.25F), outer)), d, out + x);
  }
};

/// (1 2 1) / 4 along a row that is replicated beyond its ends.
struct BlurRow {
  const float* in;
  float* out;
  template <class D>
  HWY_INLINE void operator()(D d, int x) const {
    const auto outer = hn::Add(hn::LoadU(d, in + x - 1), hn::LoadU(d, in + x + 1));
    const auto inner = hn::LoadU(d, in + x);
    hn::StoreU(hn::Add(hn::Mul(hn::Set(d, 0.5F), inner), hn::Mul(hn::Set(d, 0.25F), outer)), d, out + x);
  }
};

inline void finestLevel(GrayView luma, FlowPlanes& out, RowBuffer& rows) {
  float* column =
      rows.take(static_cast<std::size_t>(luma.width()) + 2 * FlowPlanes::margin) + FlowPlanes::margin;
  for (int y = 0; y < luma.height(); ++y) {
    forColumnsWithin(0, luma.width(),
                     BlurColumns{luma.row(replicate(y - 1, luma.height())), luma.row(y),
                                 luma.row(replicate(y + 1, luma.height())), column});
    replicateEnds(column, luma.width(), 1);
    forColumns(0, luma.width(), BlurRow{column, out.row(y)});
  }
}

/// All taps, from the middle outwards; `pair(j)` is the sum of the two values that tap j weighs.
template <class D, class Pair>
HWY_INLINE hn::Vec<D> decimated(D d, std::span<const float> taps, const Pair& pair) {
  auto sum = hn::Mul(hn::Set(d, taps[0]), pair(0));
  for (std::size_t j = 1; j < taps.size(); ++j) sum = hn::Add(sum, hn::Mul(hn::Set(d, taps[j]), pair(j)));
  return sum;
}

/// Down the columns.
struct DecimateColumns {
  const std::uint8_t* const* above;
  const std::uint8_t* const* below;
  std::span<const float> taps;
  float* out;
  template <class D>
  HWY_INLINE void operator()(D d, int x) const {
    const auto pair = [&](std::size_t j) HWY_ATTR {
      return hn::Add(loadBytes(d, above[j] + x), loadBytes(d, below[j] + x));
    };
    hn::StoreU(decimated(d, taps, pair), d, out + x);
  }
};

#if HWY_TARGET == HWY_WASM
/// Sixteen columns at once: two bytes are added exactly in 16 bits, so that only their sum is made a float.
HWY_INLINE void decimateSixteenColumns(const DecimateColumns& columns, int x) {
  v128_t sums[4];
  for (std::size_t j = 0; j < columns.taps.size(); ++j) {
    const std::uint8_t* above = columns.above[j] + x;
    const std::uint8_t* below = columns.below[j] + x;
    const v128_t tap = wasm_f32x4_splat(columns.taps[j]);
    const v128_t left = wasm_i16x8_add(wasm_u16x8_load8x8(above), wasm_u16x8_load8x8(below));
    const v128_t right = wasm_i16x8_add(wasm_u16x8_load8x8(above + 8), wasm_u16x8_load8x8(below + 8));
    const v128_t pairs[4] = {wasm_u32x4_extend_low_u16x8(left), wasm_u32x4_extend_high_u16x8(left),
                             wasm_u32x4_extend_low_u16x8(right), wasm_u32x4_extend_high_u16x8(right)};
    GRADEVAULT_UNROLL
    for (int i = 0; i < 4; ++i) {
      const v128_t weighed = wasm_f32x4_mul(tap, wasm_f32x4_convert_i32x4(pairs[i]));
      sums[i] = j == 0 ? weighed : wasm_f32x4_add(sums[i], weighed);
    }
  }
  GRADEVAULT_UNROLL
  for (int i = 0; i < 4; ++i) wasm_v128_store(columns.out + x + 4 * i, sums[i]);
}
#endif

HWY_INLINE void decimateColumns(const DecimateColumns& columns, int width) {
  int x = 0;
#if HWY_TARGET == HWY_WASM
  for (; x + 16 <= width; x += 16) decimateSixteenColumns(columns, x);
#endif
  forColumnsWithin(x, width, columns);
}

/// Along the row, which lies in `phases` of every 2^level-th value each: so neighbours in `out` read
/// neighbours.
struct DecimateRow {
  const float* const* left;   ///< for each tap, where the sample 0 reads on its left …
  const float* const* right;  ///< … and on its right
  std::span<const float> taps;
  float* out;
  template <class D>
  HWY_INLINE void operator()(D d, int x) const {
    const auto pair = [&](std::size_t j)
                          HWY_ATTR { return hn::Add(hn::LoadU(d, left[j] + x), hn::LoadU(d, right[j] + x)); };
    hn::StoreU(decimated(d, taps, pair), d, out + x);
  }
};

/// Every second of the 2 · `half` values of `row`, from the first one and from the second one on.
HWY_INLINE void partByTwo(const float* row, int half, float* even, float* odd) {
  int i = 0;
#if HWY_TARGET != HWY_SCALAR
  const FullFloats d;
  const int lanes = static_cast<int>(hn::Lanes(d));
  for (; i + lanes <= half; i += lanes) {
    const auto first = hn::LoadU(d, row + 2 * i);
    const auto second = hn::LoadU(d, row + 2 * i + lanes);
    hn::StoreU(hn::ConcatEven(d, second, first), d, even + i);
    hn::StoreU(hn::ConcatOdd(d, second, first), d, odd + i);
  }
#endif
  for (; i < half; ++i) {
    even[i] = row[2 * i];
    odd[i] = row[2 * i + 1];
  }
}

/// Parts `row` (`length` values, a multiple of 2^level) into 2^level phases of every 2^level-th value, by two
/// and again by two. They end in `row` where level is even, else in `spare`, which is as long; phase k is the
/// `phaseOf(k, level)`-th part.
HWY_INLINE void partIntoPhases(float* row, float* spare, int length, int level) {
  for (int parts = 1; parts < (1 << level); parts *= 2) {
    const int half = length / parts / 2;
    for (int part = 0; part < parts; ++part) {
      partByTwo(row + 2 * half * part, half, spare + 2 * half * part, spare + 2 * half * part + half);
    }
    std::swap(row, spare);
  }
}

/// The lowest bit of a phase parts the row first: its bits, backwards.
HWY_INLINE int phaseOf(int phase, int level) {
  int part = 0;
  for (int bit = 0; bit < level; ++bit) part = 2 * part + (phase >> bit & 1);
  return part;
}

inline void coarserLevel(GrayView luma, int level, FlowPlanes& out, RowBuffer& rows) {
  constexpr std::size_t mostTaps = 320;
  const std::span<const float> taps = decimationTaps(level);
  const int reach = static_cast<int>(taps.size());
  const int step = 1 << level;
  const int half = step / 2;
  // Before the row come `lead` values, a whole number of steps; after it enough for the last sample.
  const int lead = (reach + step - 1) / step * step;
  const int last = ((out.size().width - 1) << level) + half + reach;
  const int samples = (lead + std::max(last + 1, luma.width()) + step - 1) / step;
  const int length = samples * step;
  float* row = rows.take(2 * static_cast<std::size_t>(length) + FlowPlanes::margin);
  float* spare = row + length;
  const float* phases = level % 2 == 0 ? row : spare;

  std::array<const std::uint8_t*, mostTaps> above;
  std::array<const std::uint8_t*, mostTaps> below;
  std::array<const float*, mostTaps> left;
  std::array<const float*, mostTaps> right;
  const auto phaseAt = [&](int offset) {
    const int index = offset + lead;
    return phases + phaseOf(index % step, level) * samples + index / step;
  };
  for (int j = 0; j < reach; ++j) {
    left[static_cast<std::size_t>(j)] = phaseAt(half - 1 - j);
    right[static_cast<std::size_t>(j)] = phaseAt(half + j);
  }
  for (int y = 0; y < out.size().height; ++y) {
    const int middle = (y << level) + half - 1;
    for (int j = 0; j < reach; ++j) {
      above[static_cast<std::size_t>(j)] = luma.row(replicate(middle - j, luma.height()));
      below[static_cast<std::size_t>(j)] = luma.row(replicate(middle + 1 + j, luma.height()));
    }
    decimateColumns({above.data(), below.data(), taps, row + lead}, luma.width());
    std::fill(row, row + lead, row[lead]);
    std::fill(row + lead + luma.width(), row + length, row[lead + luma.width() - 1]);
    partIntoPhases(row, spare, length, level);
    forColumns(0, out.size().width, DecimateRow{left.data(), right.data(), taps, out.row(y)});
  }
}

inline void levelLuma(GrayView luma, int level, FlowPlanes& out, RowBuffer& rows) {
  out.resize(levelSize(luma.size(), level), 1);
  if (level == 0) {
    finestLevel(luma, out, rows);
  } else {
    coarserLevel(luma, level, out, rows);
  }
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
