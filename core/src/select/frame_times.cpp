#include "gradevault/frame_times.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace gradevault {
namespace {

/// Half a ms is Matroska's rounding; the first frame's own rounding adds as much, and 0.1 ms is for coarse mp4 units.
constexpr double tolerance = 1.1e-3;

/// A rate beyond this leaves no room between two frames for the tolerance to mean anything.
constexpr double highestRate = 300;

/// The sum of squared distances between the time stamps and the nearest multiples of 1 / rate; nothing when a stamp is
/// too far from its own, or two share one.
std::optional<double> squaredMisfit(double rate, std::span<const double> seconds) {
  double before = -1;
  double sum = 0;
  for (const double second : seconds) {
    const double number = std::round(second * rate);
    const double misfit = std::abs(second - number / rate);
    if (number <= before || misfit > tolerance) return std::nullopt;
    before = number;
    sum += misfit * misfit;
  }
  return sum;
}

/// The rate that the most frequent distance between frames suggests; missing frames do not disturb the median.
double typicalRate(std::span<const double> seconds) {
  std::vector<double> distances;
  for (std::size_t i = 1; i < seconds.size(); ++i) distances.push_back(seconds[i] - seconds[i - 1]);
  const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
  std::nth_element(distances.begin(), middle, distances.end());
  return *middle > 0 ? 1 / *middle : 0;
}

}  // namespace

FrameTimes regularTimes(std::span<const double> seconds) {
  FrameTimes times;
  times.seconds.assign(seconds.begin(), seconds.end());
  if (seconds.size() < 2) {
    std::fill(times.seconds.begin(), times.seconds.end(), 0.0);
    return times;
  }
  const double typical = typicalRate(seconds);
  const double mean = static_cast<double>(seconds.size() - 1) / seconds.back();
  double bestRate = 0;
  double bestMisfit = std::numeric_limits<double>::infinity();
  // The mean is exact where no frame is missing; the median survives gaps but knows whole ms only.
  for (const double guess : {mean, typical}) {
    for (int offset = -2; offset <= 2; ++offset) {
      const double whole = std::round(guess) + offset;
      for (const double rate : {whole, whole * 1000 / 1001}) {
        if (!(rate > 0 && rate <= highestRate)) continue;
        const auto misfit = squaredMisfit(rate, seconds);
        if (!misfit || *misfit >= bestMisfit) continue;
        bestRate = rate;
        bestMisfit = *misfit;
      }
    }
  }
  if (bestRate > 0) {
    for (double& second : times.seconds) second = std::round(second * bestRate) / bestRate;
    times.frameRate = bestRate;
    return times;
  }
  times.variable = true;
  times.frameRate = seconds.back() > 0 ? mean : 0;
  for (double& second : times.seconds) second = std::round(second * 1000) / 1000;
  return times;
}

FrameTimes regulate(std::span<FrameRecord> records) {
  std::vector<double> seconds;
  seconds.reserve(records.size());
  for (const FrameRecord& record : records) seconds.push_back(record.time);
  FrameTimes times = regularTimes(seconds);
  for (std::size_t i = 0; i < records.size(); ++i) records[i].time = times.seconds[i];
  return times;
}

}  // namespace gradevault
