// Integer sums over a luma: Laplacian (src/scan/sharpness.hpp), exposure and counts by brightness (src/scan/exposure.hpp).
// Whole vectors inside the picture; what is left of a row goes pixel by pixel.
#if defined(GRADEVAULT_CPU_SCAN_COUNTS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_SCAN_COUNTS_INL
#undef GRADEVAULT_CPU_SCAN_COUNTS_INL
#else
#define GRADEVAULT_CPU_SCAN_COUNTS_INL
#endif

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "kernels/bits-inl.hpp"
#include "scan/exposure.hpp"
#include "scan/sharpness.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

/// Even if they all came into one lane: their squares, up to 1020² each, stay below 2^31.
inline constexpr int mostLaplacianColumns = 2048;

class LaplacianTotal {
 public:
  void addPixel(int laplacian) {
    sum_ += laplacian;
    squares_ += laplacian * laplacian;
  }
  /// Columns [begin, end), mostLaplacianColumns or fewer, all with neighbours left and right; returns the first that is
  /// left over.
  int addVectors(const std::uint8_t* above, const std::uint8_t* here, const std::uint8_t* below, int begin, int end) {
    const Shorts d;
    const Integers wide;
    const int lanes = static_cast<int>(hn::Lanes(d));
    const auto one = hn::Set(d, 1);
    auto sum = hn::Zero(wide);
    auto moreSum = hn::Zero(wide);
    auto squares = hn::Zero(wide);
    auto moreSquares = hn::Zero(wide);
    int x = begin;
    for (; x + lanes <= end; x += lanes) {
      const auto along = hn::Add(pixels(d, here + x - 1), pixels(d, here + x + 1));
      const auto down = hn::Add(pixels(d, above + x), pixels(d, below + x));
      const auto laplacian = hn::Sub(hn::Add(along, down), hn::ShiftLeft<2>(pixels(d, here + x)));
      sum = hn::ReorderWidenMulAccumulate(wide, laplacian, one, sum, moreSum);
      squares = hn::ReorderWidenMulAccumulate(wide, laplacian, laplacian, squares, moreSquares);
    }
    const auto add = [](auto& total) { return [&total](std::int32_t value) { total += value; }; };
    forEachLane(wide, sum, add(sum_));
    forEachLane(wide, moreSum, add(sum_));
    forEachLane(wide, squares, add(squares_));
    forEachLane(wide, moreSquares, add(squares_));
    return x;
  }
  [[nodiscard]] LaplacianSums sums(std::int64_t count) const {
    return {.sum = sum_, .squares = squares_, .pixels = count};
  }

 private:
  std::int64_t sum_ = 0;
  std::int64_t squares_ = 0;
};

inline LaplacianSums laplacianTotals(GrayView luma) {
  const int lanes = static_cast<int>(hn::Lanes(Shorts()));
  const int width = luma.width();
  LaplacianTotal total;
  for (int y = 0; y < luma.height(); ++y) {
    const std::uint8_t* above = luma.row(reflect101(y - 1, luma.height()));
    const std::uint8_t* here = luma.row(y);
    const std::uint8_t* below = luma.row(reflect101(y + 1, luma.height()));
    const auto pixel = [&](int x) {
      total.addPixel(above[x] + below[x] + here[reflect101(x - 1, width)] + here[reflect101(x + 1, width)] -
                     4 * here[x]);
    };
    pixel(0);
    int x = 1;
    while (x + lanes <= width - 1) {
      x = total.addVectors(above, here, below, x, std::min(x + mostLaplacianColumns, width - 1));
    }
    for (; x < width; ++x) pixel(x);
  }
  return total.sums(luma.pixels());
}

/// Adds a 1 for each byte of a mask.
template <class M, class V>
HWY_INLINE V countedWhere(Bytes d, const M& mask, V counts) {
  return hn::Add(counts, hn::SumsOf8(hn::IfThenElseZero(mask, hn::Set(d, 1))));
}

inline ExposureCounts exposureTotals(GrayView luma) {
  const Bytes d;
  const hn::Repartition<std::uint64_t, Bytes> wide;
  const int lanes = static_cast<int>(hn::Lanes(d));
  const auto darkest = hn::Set(d, static_cast<std::uint8_t>(darkestLuma + 1));
  const auto brightest = hn::Set(d, static_cast<std::uint8_t>(brightestLuma - 1));
  auto sum = hn::Zero(wide);
  auto dark = hn::Zero(wide);
  auto bright = hn::Zero(wide);
  ExposureCounts counts;
  for (int y = 0; y < luma.height(); ++y) {
    const std::uint8_t* row = luma.row(y);
    int x = 0;
    for (; x + lanes <= luma.width(); x += lanes) {
      const auto value = hn::LoadU(d, row + x);
      sum = hn::Add(sum, hn::SumsOf8(value));
      dark = countedWhere(d, hn::Lt(value, darkest), dark);
      bright = countedWhere(d, hn::Gt(value, brightest), bright);
    }
    const ExposureCounts rest =
        exposureCounts(luma.cropped({x, y, luma.width() - x, x < luma.width() ? 1 : 0}));
    counts.sum += rest.sum;
    counts.dark += rest.dark;
    counts.bright += rest.bright;
  }
  const auto add = [](std::int64_t& total) {
    return [&total](std::uint64_t value) { total += static_cast<std::int64_t>(value); };
  };
  forEachLane(wide, sum, add(counts.sum));
  forEachLane(wide, dark, add(counts.dark));
  forEachLane(wide, bright, add(counts.bright));
  return counts;
}

/// Pixels ≥ `level`, 1 … 255.
inline std::int64_t countFrom(GrayView luma, int level) {
  const Bytes d;
  const hn::Repartition<std::uint64_t, Bytes> wide;
  const int lanes = static_cast<int>(hn::Lanes(d));
  const auto below = hn::Set(d, static_cast<std::uint8_t>(level - 1));
  auto counts = hn::Zero(wide);
  std::int64_t count = 0;
  for (int y = 0; y < luma.height(); ++y) {
    const std::uint8_t* row = luma.row(y);
    int x = 0;
    for (; x + lanes <= luma.width(); x += lanes) counts = countedWhere(d, hn::Gt(hn::LoadU(d, row + x), below), counts);
    for (; x < luma.width(); ++x) count += row[x] >= level ? 1 : 0;
  }
  forEachLane(wide, counts, [&](std::uint64_t value) { count += static_cast<std::int64_t>(value); });
  return count;
}

/// Most rows have none: one look over whole vectors says so, and only then come bits, 64 pixels at a time.
inline bool bitsFrom(const std::uint8_t* row, int width, int level, std::uint64_t* bits) {
  const auto below = static_cast<std::uint8_t>(level - 1);
  bool any = false;
  forColumnsWithin<std::uint8_t>(0, width, [&](auto d, int x) HWY_ATTR {
    any = any || !hn::AllFalse(d, hn::Gt(hn::LoadU(d, row + x), hn::Set(d, below)));
  });
  if (!any) return false;
  const Bytes d;
  const int lanes = static_cast<int>(hn::Lanes(d));
  HWY_ALIGN std::uint8_t pixels64[64];
  HWY_ALIGN std::uint8_t word[16];
  for (int begin = 0; begin < width; begin += 64) {
    const int count = std::min(64, width - begin);
    std::memcpy(pixels64, row + begin, static_cast<std::size_t>(count));
    std::memset(pixels64 + count, 0, static_cast<std::size_t>(64 - count));
    for (int x = 0; x < 64; x += lanes) storeBits(d, hn::Gt(hn::Load(d, pixels64 + x), hn::Set(d, below)), x, word);
    std::memcpy(bits + begin / 64, word, sizeof(std::uint64_t));
  }
  return true;
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
