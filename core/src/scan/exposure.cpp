#include "scan/exposure.hpp"

#include <array>

namespace gradevault {

ExposureCounts exposureCounts(GrayView luma) {
  ExposureCounts counts;
  for (int y = 0; y < luma.height(); ++y) {
    const std::uint8_t* row = luma.row(y);
    for (int x = 0; x < luma.width(); ++x) {
      counts.sum += row[x];
      counts.dark += row[x] <= darkestLuma ? 1 : 0;
      counts.bright += row[x] >= brightestLuma ? 1 : 0;
    }
  }
  return counts;
}

int highlightLuma(GrayView luma) {
  std::array<std::int64_t, 256> histogram{};
  for (int y = 0; y < luma.height(); ++y) {
    const std::uint8_t* row = luma.row(y);
    for (int x = 0; x < luma.width(); ++x) ++histogram[row[x]];
  }
  std::int64_t upTo = 0;
  for (int value = 0; value < 255; ++value) {
    upTo += histogram[static_cast<std::size_t>(value)];
    if (100 * upTo >= 99 * luma.pixels()) return value;
  }
  return 255;
}

void writeExposure(const ExposureCounts& counts, std::int64_t pixels, QuickSample& sample) noexcept {
  const auto all = static_cast<double>(pixels);
  sample.meanLuma = static_cast<double>(counts.sum) / all;
  sample.darkShare = static_cast<double>(counts.dark) / all;
  sample.brightShare = static_cast<double>(counts.bright) / all;
}

}  // namespace gradevault
