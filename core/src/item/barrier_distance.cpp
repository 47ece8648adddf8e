#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include "foreignness.hpp"

namespace gradevault::item {
namespace {

struct Cell {
  float highest;
  float lowest;
  float barrier;
};

void relax(Cell& cell, const Cell& from, float value) {
  const float highest = std::max(from.highest, value);
  const float lowest = std::min(from.lowest, value);
  if (highest - lowest < cell.barrier) cell = {highest, lowest, highest - lowest};
}

/// Barrier distance of one channel; five scans, alternating.
void addBarrier(const cv::Mat& channel, cv::Mat& sum) {
  const int rows = channel.rows;
  const int cols = channel.cols;
  std::vector<Cell> cells(static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols));
  const auto at = [cols, &cells](int x, int y) -> Cell& {
    return cells[static_cast<std::size_t>(y) * static_cast<std::size_t>(cols) + static_cast<std::size_t>(x)];
  };
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < cols; ++x) {
      const float value = channel.at<float>(y, x);
      const bool border = x == 0 || y == 0 || x == cols - 1 || y == rows - 1;
      at(x, y) = {value, value, border ? 0 : std::numeric_limits<float>::max()};
    }
  }
  for (int pass = 0; pass < 5; ++pass) {
    const bool forward = pass % 2 == 0;
    const int step = forward ? 1 : -1;
    for (int i = 1; i + 1 < rows; ++i) {
      const int y = forward ? i : rows - 1 - i;
      const float* row = channel.ptr<float>(y);
      for (int j = 1; j + 1 < cols; ++j) {
        const int x = forward ? j : cols - 1 - j;
        Cell& cell = at(x, y);
        relax(cell, at(x - step, y), row[x]);
        relax(cell, at(x, y - step), row[x]);
      }
    }
  }
  for (int y = 0; y < rows; ++y) {
    float* out = sum.ptr<float>(y);
    for (int x = 0; x < cols; ++x) out[x] += at(x, y).barrier;
  }
}

}  // namespace

cv::Mat barrierForeignness(const cv::Mat& smoothLab) {
  std::array<cv::Mat, 3> channels;
  cv::split(smoothLab, channels.data());
  cv::Mat sum(smoothLab.size(), CV_32FC1, cv::Scalar(0));
  for (const cv::Mat& channel : channels) addBarrier(channel, sum);
  cv::Mat more;
  cv::add(sum, cv::Scalar(10), more);
  cv::divide(sum, more, sum);
  return sum;
}

}  // namespace gradevault::item
