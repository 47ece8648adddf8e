#pragma once

#include <atomic>
#include <functional>
#include <system_error>
#include <thread>
#include <vector>

#include "gradevault/executor.hpp"

namespace gradevault::testing {

/// Starts its threads anew for every call: slow, but a race between tasks shows. Where the platform has none
/// to give (WebAssembly without threads), the caller does all.
class ThreadExecutor final : public Executor {
 public:
  explicit ThreadExecutor(int threads) : threads_(threads) {}

  [[nodiscard]] int concurrency() const noexcept override { return threads_; }

  void parallelFor(int count, const std::function<void(int)>& task) override {
    std::atomic<int> next = 0;
    const auto work = [&] {
      for (int i = next++; i < count; i = next++) task(i);
    };
    std::vector<std::thread> others;
    try {
      for (int i = 1; i < threads_; ++i) others.emplace_back(work);
    } catch (const std::system_error& error) {
      if (error.code() != std::errc::resource_unavailable_try_again &&
          error.code() != std::errc::not_supported)
        throw;
    }
    work();
    for (std::thread& other : others) other.join();
  }

 private:
  int threads_;
};

}  // namespace gradevault::testing
