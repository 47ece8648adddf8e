#if defined(GRADEVAULT_CPU_COLUMNS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_COLUMNS_INL
#undef GRADEVAULT_CPU_COLUMNS_INL
#else
#define GRADEVAULT_CPU_COLUMNS_INL
#endif

#include <hwy/highway.h>

#include <string_view>

/// The next loop in full: its vectors stay in registers, where GCC would keep an array in memory.
#ifndef GRADEVAULT_UNROLL
#define GRADEVAULT_UNROLL _Pragma("GCC unroll 32")
#endif

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_AVX3
inline constexpr std::string_view isaName = "AVX-512";
#elif HWY_TARGET == HWY_AVX2
inline constexpr std::string_view isaName = "AVX2";
#elif HWY_TARGET == HWY_SSE4
inline constexpr std::string_view isaName = "SSE4";
#elif HWY_TARGET == HWY_NEON
inline constexpr std::string_view isaName = "NEON";
#elif HWY_TARGET == HWY_WASM
inline constexpr std::string_view isaName = "WASM SIMD128";
#else
inline constexpr std::string_view isaName = "emulated";
#endif

using FullFloats = hn::ScalableTag<float>;

/// Calls `body(d, x)` so that vectors of d, lanes of T, cover the columns [begin, end). The last one is moved back to end
/// there, so some columns are done twice: `body` must not read what it writes. Where there are fewer columns than lanes,
/// one vector reaches beyond `end`, so rows need room for it.
template <class T = float, class Body>
HWY_INLINE void forColumns(int begin, int end, const Body& body) {
  const hn::ScalableTag<T> d;
  const int lanes = static_cast<int>(hn::Lanes(d));
  int x = begin;
  for (; x + lanes <= end; x += lanes) body(d, x);
  if (x < end) body(d, end - begin < lanes ? begin : end - lanes);
}

/// The same for rows without room beyond their ends: fewer columns than lanes go one by one.
template <class T = float, class Body>
HWY_INLINE void forColumnsWithin(int begin, int end, const Body& body) {
  if (end - begin >= static_cast<int>(hn::Lanes(hn::ScalableTag<T>()))) {
    forColumns<T>(begin, end, body);
  } else {
    for (int x = begin; x < end; ++x) body(hn::CappedTag<T, 1>(), x);
  }
}

/// Repeats the first and the last of `count` values `reach` times beyond them.
HWY_INLINE void replicateEnds(float* row, int count, int reach) {
  const float first = row[0];
  const float last = row[count - 1];
  for (int i = 1; i <= reach; ++i) {
    row[-i] = first;
    row[count - 1 + i] = last;
  }
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
