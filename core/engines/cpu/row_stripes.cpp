#include "row_stripes.hpp"

#include <algorithm>
#include <cstdint>

#include "executor/throwing_tasks.hpp"

namespace gradevault::cpu {
namespace {

/// A stripe's first rows need some above them, which its neighbour computes as well: not worth it for fewer.
constexpr int fewestRows = 64;

}  // namespace

void forRowStripes(Executor& executor, int height, const std::function<void(Rows)>& task) {
  const int stripes = std::clamp(executor.concurrency(), 1, std::max(height / fewestRows, 1));
  if (stripes == 1) {
    task({0, height});
    return;
  }
  const auto edge = [&](int i) { return static_cast<int>(std::int64_t{height} * i / stripes); };
  runThrowing(executor, stripes, [&](int index) { task({edge(index), edge(index + 1)}); });
}

}  // namespace gradevault::cpu
