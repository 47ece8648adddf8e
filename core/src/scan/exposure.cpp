#include "scan/exposure.hpp"

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

void writeExposure(const ExposureCounts& counts, std::int64_t pixels, QuickSample& sample) noexcept {
  const auto all = static_cast<double>(pixels);
  sample.meanLuma = static_cast<double>(counts.sum) / all;
  sample.darkShare = static_cast<double>(counts.dark) / all;
  sample.brightShare = static_cast<double>(counts.bright) / all;
}

}  // namespace gradevault
