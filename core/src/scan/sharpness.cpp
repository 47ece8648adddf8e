#include "scan/sharpness.hpp"

#include <cassert>

#include "scan/border.hpp"
#include "scan/wide_integer.hpp"

namespace gradevault {

LaplacianSums laplacianSums(GrayView luma) {
  assert(!luma.empty());
  LaplacianSums sums{.sum = 0, .squares = 0, .pixels = luma.pixels()};
  for (int y = 0; y < luma.height(); ++y) {
    const std::uint8_t* above = luma.row(reflect101(y - 1, luma.height()));
    const std::uint8_t* here = luma.row(y);
    const std::uint8_t* below = luma.row(reflect101(y + 1, luma.height()));
    for (int x = 0; x < luma.width(); ++x) {
      const int left = here[reflect101(x - 1, luma.width())];
      const int right = here[reflect101(x + 1, luma.width())];
      const int laplacian = above[x] + below[x] + left + right - 4 * here[x];
      sums.sum += laplacian;
      sums.squares += laplacian * laplacian;
    }
  }
  return sums;
}

double variance(const LaplacianSums& sums) noexcept {
  assert(sums.pixels >= 1 && sums.pixels <= std::int64_t{1} << 31 && sums.squares >= 0);
  const auto pixels = static_cast<std::uint64_t>(sums.pixels);
  const auto sum = static_cast<std::uint64_t>(sums.sum < 0 ? -sums.sum : sums.sum);
  const Uint128 spread = Uint128{pixels} * static_cast<std::uint64_t>(sums.squares) - Uint128{sum} * sum;
  return roundedQuotient(spread, pixels * pixels);
}

}  // namespace gradevault
