#include "palette.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace gradevault::film {

cv::Scalar colourOf(double hue, double saturation, double value) {
  // One ramp serves all three channels: red, green and blue are the same trapezium, a third of a turn apart.
  const auto channel = [&](double shift) {
    const double k = std::fmod(shift + hue / 60.0 + 12.0, 6.0);
    return 255.0 * value * (1.0 - saturation * std::clamp(std::min(k, 4.0 - k), 0.0, 1.0));
  };
  return {channel(1), channel(3), channel(5)};
}

double printHue(double turn) {
  constexpr std::array<double, 9> kHues = {0, 28, 50, 105, 175, 215, 265, 325, 360};
  const double place = (turn - std::floor(turn)) * (kHues.size() - 1);
  const auto first = static_cast<std::size_t>(place);
  return kHues[first] + (kHues[first + 1] - kHues[first]) * (place - static_cast<double>(first));
}

cv::Scalar mix(const cv::Scalar& a, const cv::Scalar& b, double share) {
  return a * (1.0 - share) + b * share;
}

Palette choosePalette(Random& random) {
  Palette palette;
  const double turn = random.uniform(0, 1);
  const auto colour = [&](double from, double to, double saturation, double value) {
    const double hue = printHue(turn + random.uniform(from, to));
    // Process inks make no bright green or cyan.
    const double dull = hue > 70 && hue < 200 ? 0.78 : 1.0;
    return colourOf(hue, saturation, value * dull);
  };
  palette.dark = random.chance(0.35);
  if (palette.dark) {
    palette.ground = colour(0, 0, random.uniform(0.3, 0.9), random.uniform(0.08, 0.28));
    palette.groundFar = colour(-0.1, 0.1, random.uniform(0.4, 0.9), random.uniform(0.15, 0.5));
  } else if (random.chance(0.3)) {
    palette.ground = colour(0, 0, random.uniform(0.03, 0.2), random.uniform(0.85, 0.97));
    palette.groundFar = colour(-0.1, 0.1, random.uniform(0.1, 0.4), random.uniform(0.75, 0.95));
  } else {
    palette.ground = colour(0, 0, random.uniform(0.55, 0.95), random.uniform(0.5, 0.95));
    palette.groundFar = colour(-0.12, 0.12, random.uniform(0.5, 0.95), random.uniform(0.6, 0.98));
  }
  palette.accent = colour(0.4, 0.6, random.uniform(0.75, 1.0), random.uniform(0.8, 1.0));
  palette.second = colour(0.15, 0.35, random.uniform(0.6, 1.0), random.uniform(0.6, 1.0));
  palette.third = colour(0.65, 0.85, random.uniform(0.6, 1.0), random.uniform(0.5, 0.95));
  palette.ink = colourOf(random.uniform(200, 260), 0.3, random.uniform(0.06, 0.12));
  palette.paper = colourOf(random.uniform(40, 55), random.uniform(0.02, 0.12), random.uniform(0.9, 0.97));
  palette.skin = colourOf(random.uniform(18, 32), random.uniform(0.35, 0.6), random.uniform(0.55, 0.98));
  return palette;
}

}  // namespace gradevault::film
