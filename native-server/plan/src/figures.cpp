#include "gradevault/plan/figures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

namespace gradevault::plan {
namespace {

/// Not measured on these devices: for 1,200 frames of 1920×1080, profile precise; docs/decisions/0066 says
/// how each was reckoned.
struct Estimate {
  const char* device;
  double seconds;
};
constexpr std::array<Estimate, 4> estimates{{{"cpu", 28}, {"T4", 8}, {"A10G", 7.5}, {"A100", 5}}};

double pixels(const CaptureSize& capture) {
  return static_cast<double>(capture.frames) * capture.width * capture.height;
}

std::string shown(const CaptureSize& capture) {
  return std::to_string(capture.frames) + " frames of " + std::to_string(capture.width) + "×" +
         std::to_string(capture.height);
}

std::string scaledBy(double factor) {
  if (std::abs(factor - 1) < 1e-9) return {};
  char text[32];
  std::snprintf(text, sizeof text, ", scaled by %.3g", factor);
  return text;
}

/// How far a measured size is from the wanted one; by the pixels of a frame first, since frames scale well.
double distance(const CaptureSize& a, const CaptureSize& b) {
  const auto area = [](const CaptureSize& c) { return static_cast<double>(c.width) * c.height; };
  return 1000 * std::abs(std::log(area(a) / area(b))) +
         std::abs(std::log(static_cast<double>(a.frames) / b.frames));
}

/// On a GPU's machine the GPU and its decoding set the pace; on a CPU's the threads do.
Figure scaled(const Measurement& measurement, const CaptureSize& capture, double vcpus) {
  double factor = pixels(capture) / pixels(measurement.capture);
  if (measurement.device == "cpu" && measurement.threads > 0) factor *= measurement.threads / vcpus;
  std::string source = measurement.source + ", " + shown(measurement.capture);
  if (measurement.threads > 0) source += ", " + std::to_string(measurement.threads) + " thread(s)";
  return {measurement.seconds * factor, true, source + scaledBy(factor)};
}

}  // namespace

Figures figuresFor(const CaptureSize& capture, const std::vector<Measurement>& measurements,
                   const cost::PriceTable& prices) {
  Figures figures;
  for (const Estimate& estimate : estimates) {
    if (!prices.hourly.contains(estimate.device)) continue;
    const CaptureSize yardstick;
    const double factor = pixels(capture) / pixels(yardstick);
    figures[estimate.device] = {estimate.seconds * factor, false,
                                "built-in, " + shown(yardstick) + scaledBy(factor)};
  }
  std::map<std::string, const Measurement*> nearest;
  for (const Measurement& measurement : measurements) {
    const auto entry = measurement.device == "cpu" ? std::optional<std::string>("cpu")
                                                   : cost::entryFor(prices, measurement.device);
    if (!entry || !prices.hourly.contains(*entry)) continue;
    const Measurement*& best = nearest[*entry];
    if (best == nullptr || distance(measurement.capture, capture) <= distance(best->capture, capture)) {
      best = &measurement;
    }
  }
  for (const auto& [device, measurement] : nearest)
    figures[device] = scaled(*measurement, capture, prices.vcpus);
  return figures;
}

}  // namespace gradevault::plan
