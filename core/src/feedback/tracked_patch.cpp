#include "feedback/tracked_patch.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace gradevault::feedback {
namespace {

constexpr float leastContrast = 4;  // levels, root mean square; below it noise is found, not print
constexpr int side = 2 * patchRadius + 1;

void takeMeanOff(std::array<float, patchPixels>& values) {
  float sum = 0;
  for (const float value : values) sum += value;
  const float mean = sum / patchPixels;
  for (float& value : values) value -= mean;
}

float squares(const std::array<float, patchPixels>& values) {
  float sum = 0;
  for (const float value : values) sum += value * value;
  return sum;
}

}  // namespace

std::optional<TrackedPatch> TrackedPatch::take(GrayView luma, int x, int y) {
  constexpr int reach = patchRadius + 2;
  if (x < reach || y < reach || x >= luma.width() - reach || y >= luma.height() - reach) return std::nullopt;
  TrackedPatch patch;
  patch.centre_ = {static_cast<double>(x), static_cast<double>(y)};
  std::size_t i = 0;
  for (int v = y - patchRadius; v <= y + patchRadius; ++v) {
    const std::uint8_t* row = luma.row(v);
    const std::uint8_t* above = luma.row(v - 1);
    const std::uint8_t* below = luma.row(v + 1);
    for (int u = x - patchRadius; u <= x + patchRadius; ++u, ++i) {
      patch.values_[i] = row[u];
      patch.slopeX_[i] = static_cast<float>(row[u + 1] - row[u - 1]) / 2;
      patch.slopeY_[i] = static_cast<float>(below[u] - above[u]) / 2;
    }
  }
  takeMeanOff(patch.values_);
  takeMeanOff(patch.slopeX_);
  takeMeanOff(patch.slopeY_);
  const float contrast = std::sqrt(squares(patch.values_) / patchPixels);
  if (contrast < leastContrast) return std::nullopt;
  for (auto* values : {&patch.values_, &patch.slopeX_, &patch.slopeY_}) {
    for (float& value : *values) value /= contrast;
  }
  for (i = 0; i < patchPixels; ++i) {
    patch.structure_[0] += patch.slopeX_[i] * patch.slopeX_[i];
    patch.structure_[1] += patch.slopeX_[i] * patch.slopeY_[i];
    patch.structure_[2] += patch.slopeY_[i] * patch.slopeY_[i];
  }
  return patch;
}

std::optional<PatchSay> TrackedPatch::say(GrayView luma, const PatchPlace& place) const {
  const auto& [a, b, c, d] = place.turn;
  const double reachX = patchRadius * (std::abs(a) + std::abs(b));
  const double reachY = patchRadius * (std::abs(c) + std::abs(d));
  if (!(place.centre.x - reachX >= 0 && place.centre.x + reachX < luma.width() - 1 &&
        place.centre.y - reachY >= 0 && place.centre.y + reachY < luma.height() - 1)) {
    return std::nullopt;
  }
  Values seen;
  std::size_t i = 0;
  for (int v = -patchRadius; v <= patchRadius; ++v) {
    auto x = static_cast<float>(place.centre.x - patchRadius * a + v * b);
    auto y = static_cast<float>(place.centre.y - patchRadius * c + v * d);
    for (int u = 0; u < side; ++u, ++i, x += static_cast<float>(a), y += static_cast<float>(c)) {
      // Rounding may leave the picture by a hair.
      const int column = std::clamp(static_cast<int>(x), 0, luma.width() - 2);
      const int line = std::clamp(static_cast<int>(y), 0, luma.height() - 2);
      const float right = x - static_cast<float>(column);
      const float down = y - static_cast<float>(line);
      const std::uint8_t* upper = luma.row(line) + column;
      const std::uint8_t* lower = upper + luma.stride();
      const auto top = static_cast<float>(upper[0]) + right * static_cast<float>(upper[1] - upper[0]);
      const auto bottom = static_cast<float>(lower[0]) + right * static_cast<float>(lower[1] - lower[0]);
      seen[i] = top + down * (bottom - top);
    }
  }
  takeMeanOff(seen);
  const float contrast = std::max(1e-3F, std::sqrt(squares(seen) / patchPixels));
  PatchSay say;
  double common = 0;
  double slopeX = 0;
  double slopeY = 0;
  for (i = 0; i < patchPixels; ++i) {
    const float value = seen[i] / contrast;
    const float difference = value - values_[i];
    common += value * values_[i];
    slopeX += slopeX_[i] * difference;
    slopeY += slopeY_[i] * difference;
  }
  say.agreement = common / patchPixels;
  // From px of the first picture to px of this one: gradients turn with the inverse transpose of `turn`.
  const double determinant = a * d - b * c;
  if (!(std::abs(determinant) > 1e-6)) return std::nullopt;
  const double xx = d / determinant;
  const double xy = -c / determinant;
  const double yx = -b / determinant;
  const double yy = a / determinant;
  const auto& [gxx, gxy, gyy] = structure_;
  say.slope = {xx * slopeX + xy * slopeY, yx * slopeX + yy * slopeY};
  say.structure = {xx * xx * gxx + 2 * xx * xy * gxy + xy * xy * gyy,
                   xx * yx * gxx + (xx * yy + xy * yx) * gxy + xy * yy * gyy,
                   yx * yx * gxx + 2 * yx * yy * gxy + yy * yy * gyy};
  return say;
}

}  // namespace gradevault::feedback
