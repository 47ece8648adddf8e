#include "kernel_rows.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace gradevault::bench {

Json kernelRows(const std::map<std::string, KernelCost>& costs, double parts) {
  std::vector<std::pair<std::string, KernelCost>> sorted(costs.begin(), costs.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return a.second.seconds > b.second.seconds; });
  double all = 0;
  for (const auto& [name, cost] : sorted) all += cost.seconds;
  const auto shown = [](double value) { return std::round(value * 1000) / 1000; };
  Json rows = Json::array();
  for (const auto& [name, cost] : sorted) {
    Json row{{"kernel", name},
             {"microseconds", shown(1e6 * cost.seconds / parts)},
             {"share", all > 0 ? shown(cost.seconds / all) : 0},
             {"launches", shown(cost.launches / parts)},
             {"microsecondsALaunch", shown(1e6 * cost.seconds / cost.launches)},
             {"blocks", {cost.grid.x, cost.grid.y, cost.grid.z}},
             {"threads", cost.grid.threads},
             {"sharedBytes", cost.sharedBytes}};
    if (cost.bytes && cost.seconds > 0) {
      row["countedBytes"] = std::round(*cost.bytes / parts);
      row["gigabytesASecond"] = shown(1e-9 * *cost.bytes / cost.seconds);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace gradevault::bench
