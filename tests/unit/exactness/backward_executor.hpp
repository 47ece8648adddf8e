#pragma once

#include <functional>

#include "gradevault/executor.hpp"

namespace gradevault::testing {

/// Cuts work as if for seven threads and runs it on the calling one, the last task first: what depends on the
/// order of tasks shows every time.
class BackwardExecutor final : public Executor {
 public:
  [[nodiscard]] int concurrency() const noexcept override { return 7; }
  void parallelFor(int count, const std::function<void(int)>& task) override {
    for (int i = count; i-- > 0;) task(i);
  }
};

}  // namespace gradevault::testing
