#include "row_stripes.hpp"

#include <algorithm>
#include <cstdint>
#include <exception>
#include <mutex>

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
  std::exception_ptr failure;
  std::mutex failing;
  executor.parallelFor(stripes, [&](int index) {
    try {
      const auto edge = [&](int i) { return static_cast<int>(std::int64_t{height} * i / stripes); };
      task({edge(index), edge(index + 1)});
    } catch (...) {
      const std::lock_guard lock(failing);
      failure = std::current_exception();
    }
  });
  if (failure) std::rethrow_exception(failure);
}

}  // namespace gradevault::cpu
