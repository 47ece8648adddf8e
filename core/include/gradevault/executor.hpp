#pragma once

#include <functional>

namespace gradevault {

/// Where the core's parallel work runs; the program brings it, because the core starts no threads of its own.
class Executor {
 public:
  virtual ~Executor() = default;

  /// How many tasks can run at the same time, at least 1. A hint for cutting work; results never depend on it.
  [[nodiscard]] virtual int concurrency() const noexcept = 0;

  /// Calls `task(0)` … `task(count - 1)`, in any order and on any thread, and returns when all are done. The calling
  /// thread takes part, so that nested calls cannot dead-lock. Tasks must not throw.
  virtual void parallelFor(int count, const std::function<void(int)>& task) = 0;
};

/// Runs everything on the calling thread, in order.
class SequentialExecutor final : public Executor {
 public:
  [[nodiscard]] int concurrency() const noexcept override { return 1; }
  void parallelFor(int count, const std::function<void(int)>& task) override {
    for (int i = 0; i < count; ++i) task(i);
  }
};

}  // namespace gradevault
