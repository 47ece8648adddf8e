#include "rectify/lanczos_kernel.hpp"

#include <cmath>

namespace gradevault {
namespace {

constexpr double pi = 0x1.921fb54442d18p+1;

// sin(π·x) by its series after folding to |x| ≤ 1/2: libraries' sines differ in the last place, and so would
// pictures.
double sinPi(double x) {
  double folded = x - 2.0 * std::floor(x / 2.0 + 0.5);
  if (folded > 0.5) folded = 1.0 - folded;
  if (folded < -0.5) folded = -1.0 - folded;
  const double angle = pi * folded;
  double term = angle;
  double sum = angle;
  for (int n = 1; n < 14; ++n) {
    term *= -angle * angle / ((2.0 * n) * (2.0 * n + 1.0));
    sum += term;
  }
  return sum;
}

double sinc(double x) {
  return x == 0.0 ? 1.0 : sinPi(x) / (pi * x);
}

}  // namespace

LanczosKernel::LanczosKernel() : taps_(static_cast<std::size_t>(phases)) {
  for (int phase = 0; phase < phases; ++phase) {
    std::array<double, taps> exact{};
    double sum = 0;
    for (int tap = 0; tap < taps; ++tap) {
      const double x = tap - before - static_cast<double>(phase) / phases;
      auto& weight = exact[static_cast<std::size_t>(tap)];
      weight = sinc(x) * sinc(x / 4.0);
      sum += weight;
    }
    for (std::size_t tap = 0; tap < exact.size(); ++tap) {
      taps_[static_cast<std::size_t>(phase)][tap] = static_cast<float>(exact[tap] / sum);
    }
  }
}

}  // namespace gradevault
