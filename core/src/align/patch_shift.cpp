#include "align/patch_shift.hpp"

#include <array>
#include <cmath>
#include <cstdint>

#include "rectify/homography.hpp"

namespace gradevault {
namespace {

constexpr int side = 2 * patchRadius + 1;
using Patch = std::array<double, side * side>;

// The frame's values at the patch moved by `shift`; false when it leaves the picture.
bool sampled(const cv::Mat& frame, const Homography& toFrame, cv::Point centre, Point shift, Patch& out) {
  std::size_t i = 0;
  for (int dy = -patchRadius; dy <= patchRadius; ++dy) {
    for (int dx = -patchRadius; dx <= patchRadius; ++dx) {
      const Point p = mapped(toFrame, {centre.x + dx + shift.x, centre.y + dy + shift.y});
      if (!(p.x >= 0 && p.y >= 0 && p.x < frame.cols - 1 && p.y < frame.rows - 1)) return false;
      const auto x = static_cast<int>(p.x);
      const auto y = static_cast<int>(p.y);
      const double right = p.x - x;
      const double down = p.y - y;
      const auto* above = frame.ptr<std::uint8_t>(y) + x;
      const auto* below = frame.ptr<std::uint8_t>(y + 1) + x;
      out[i++] = (1 - down) * ((1 - right) * above[0] + right * above[1]) +
                 down * ((1 - right) * below[0] + right * below[1]);
    }
  }
  return true;
}

double correlation(const Patch& a, const Patch& b) {
  double meanA = 0;
  double meanB = 0;
  for (std::size_t i = 0; i < a.size(); ++i) meanA += a[i], meanB += b[i];
  meanA /= static_cast<double>(a.size());
  meanB /= static_cast<double>(b.size());
  double ab = 0;
  double aa = 0;
  double bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - meanA) * (b[i] - meanB);
    aa += (a[i] - meanA) * (a[i] - meanA);
    bb += (b[i] - meanB) * (b[i] - meanB);
  }
  return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

}  // namespace

std::optional<Point> patchShift(const cv::Mat& reference, const cv::Mat& frame, const Homography& toFrame,
                                cv::Point centre, double most) {
  Patch target;
  Patch gradientX;
  Patch gradientY;
  std::size_t i = 0;
  for (int y = centre.y - patchRadius; y <= centre.y + patchRadius; ++y) {
    const auto* row = reference.ptr<std::uint8_t>(y);
    for (int x = centre.x - patchRadius; x <= centre.x + patchRadius; ++x, ++i) {
      target[i] = row[x];
      gradientX[i] = (row[x + 1] - row[x - 1]) / 2.0;
      gradientY[i] = (reference.at<std::uint8_t>(y + 1, x) - reference.at<std::uint8_t>(y - 1, x)) / 2.0;
    }
  }
  Point shift;
  Patch seen;
  for (int iteration = 0; iteration < 20; ++iteration) {
    if (!sampled(frame, toFrame, centre, shift, seen)) return std::nullopt;
    // Least squares of target − seen over gain, offset and the step, as if the gradients were those of the
    // target.
    cv::Matx44d normal = cv::Matx44d::zeros();
    cv::Vec4d right = cv::Vec4d::all(0);
    for (i = 0; i < seen.size(); ++i) {
      const cv::Vec4d column(gradientX[i], gradientY[i], seen[i] / 64.0, 1.0);
      normal += column * column.t();
      right += column * target[i];
    }
    cv::Vec4d solution;
    if (!cv::solve(normal, right, solution, cv::DECOMP_CHOLESKY)) return std::nullopt;
    shift = {shift.x + solution[0], shift.y + solution[1]};
    if (!(std::abs(shift.x) <= most && std::abs(shift.y) <= most)) return std::nullopt;
    if (std::abs(solution[0]) < 0.005 && std::abs(solution[1]) < 0.005) {
      if (!sampled(frame, toFrame, centre, shift, seen) || correlation(target, seen) < 0.7)
        return std::nullopt;
      return shift;
    }
  }
  return std::nullopt;
}

}  // namespace gradevault
