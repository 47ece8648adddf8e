#include "scan/motion.hpp"

#include <cassert>
#include <cmath>

namespace gradevault {
namespace {

constexpr float stepsPerPixel = 1 << 20;

}  // namespace

std::int64_t flowLengthSum(FloatView flow) {
  assert(flow.channels() == 2);
  std::int64_t sum = 0;
  for (int y = 0; y < flow.height(); ++y) {
    const float* row = flow.row(y);
    for (int x = 0; x < flow.width(); ++x) {
      const float dx = boundedDisplacement(row[2 * x]);
      const float dy = boundedDisplacement(row[2 * x + 1]);
      sum += static_cast<std::int32_t>(std::sqrt(dx * dx + dy * dy) * stepsPerPixel);
    }
  }
  return sum;
}

double meanFlowLength(std::int64_t lengthSum, std::int64_t pixels) noexcept {
  return static_cast<double>(lengthSum) / (static_cast<double>(stepsPerPixel) * static_cast<double>(pixels));
}

}  // namespace gradevault
