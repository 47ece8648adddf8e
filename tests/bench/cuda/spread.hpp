#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <vector>

namespace gradevault::bench {

using Json = nlohmann::ordered_json;

/// Seconds that `work` takes, by the host's clock.
[[nodiscard]] double secondsOf(const std::function<void()>& work);

/// `work` `repetitions` times after one that does not count; seconds of each.
[[nodiscard]] std::vector<double> secondsOfEach(int repetitions, const std::function<void()>& work);

/// {"median", "least", "most", "repetitions"} of the samples, each times `scale`, three significant decimals kept. Not empty.
[[nodiscard]] Json spread(std::vector<double> samples, double scale = 1);

}  // namespace gradevault::bench
