#include "spread.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace gradevault::bench {

double secondsOf(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::vector<double> secondsOfEach(int repetitions, const std::function<void()>& work) {
  work();
  std::vector<double> seconds;
  for (int i = 0; i < repetitions; ++i) seconds.push_back(secondsOf(work));
  return seconds;
}

Json spread(std::vector<double> samples, double scale) {
  std::sort(samples.begin(), samples.end());
  const std::size_t middle = samples.size() / 2;
  const double median =
      samples.size() % 2 == 1 ? samples[middle] : (samples[middle - 1] + samples[middle]) / 2;
  const auto shown = [scale](double sample) { return std::round(sample * scale * 1000) / 1000; };
  return {{"median", shown(median)},
          {"least", shown(samples.front())},
          {"most", shown(samples.back())},
          {"repetitions", samples.size()}};
}

}  // namespace gradevault::bench
