#include "level_luma.hpp"

#include <vector>

#include "flow/decimation_taps.hpp"
#include "flow/pyramid_geometry.hpp"
#include "scan/border.hpp"

namespace gradevault {
namespace {

float blurred(float before, float here, float after) {
  return 0.5F * here + 0.25F * (before + after);
}

FloatImage finestLevel(GrayView luma) {
  FloatImage level(luma.width(), luma.height());
  std::vector<float> column(static_cast<std::size_t>(luma.width()));
  for (int y = 0; y < luma.height(); ++y) {
    const std::uint8_t* above = luma.row(replicate(y - 1, luma.height()));
    const std::uint8_t* here = luma.row(y);
    const std::uint8_t* below = luma.row(replicate(y + 1, luma.height()));
    for (std::size_t x = 0; x < column.size(); ++x) column[x] = blurred(above[x], here[x], below[x]);
    for (int x = 0; x < luma.width(); ++x) {
      const auto at = [&](int i) { return column[static_cast<std::size_t>(replicate(i, luma.width()))]; };
      level.at(x, y) = blurred(at(x - 1), at(x), at(x + 1));
    }
  }
  return level;
}

/// The left (or upper) one of the two pixels in the middle of sample `index`.
int middleOf(int index, int level) {
  return (index << level) + (1 << (level - 1)) - 1;
}

void decimateColumns(GrayView luma, int middle, std::span<const float> taps, std::vector<float>& out) {
  for (int j = 0; j < static_cast<int>(taps.size()); ++j) {
    const std::uint8_t* above = luma.row(replicate(middle - j, luma.height()));
    const std::uint8_t* below = luma.row(replicate(middle + 1 + j, luma.height()));
    const float tap = taps[static_cast<std::size_t>(j)];
    for (std::size_t x = 0; x < out.size(); ++x) {
      const float weighted = tap * static_cast<float>(above[x] + below[x]);
      out[x] = j == 0 ? weighted : out[x] + weighted;
    }
  }
}

float decimateRow(const std::vector<float>& row, int middle, std::span<const float> taps) {
  const auto at = [&](int x) {
    return row[static_cast<std::size_t>(replicate(x, static_cast<int>(row.size())))];
  };
  float sum = taps[0] * (at(middle) + at(middle + 1));
  for (int j = 1; j < static_cast<int>(taps.size()); ++j) {
    sum += taps[static_cast<std::size_t>(j)] * (at(middle - j) + at(middle + 1 + j));
  }
  return sum;
}

}  // namespace

FloatImage levelLuma(GrayView luma, int level) {
  if (level == 0) return finestLevel(luma);
  const std::span<const float> taps = decimationTaps(level);
  const Size size = levelSize(luma.size(), level);
  FloatImage out(size.width, size.height);
  std::vector<float> columns(static_cast<std::size_t>(luma.width()));
  for (int y = 0; y < size.height; ++y) {
    decimateColumns(luma, middleOf(y, level), taps, columns);
    for (int x = 0; x < size.width; ++x) out.at(x, y) = decimateRow(columns, middleOf(x, level), taps);
  }
  return out;
}

}  // namespace gradevault
