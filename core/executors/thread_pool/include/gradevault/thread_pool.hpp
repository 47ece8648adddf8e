#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "gradevault/executor.hpp"

namespace gradevault {

/// The programs' Executor, native and in the browser's build with threads: `threads − 1` workers and the calling thread. Calls may be nested and may come from
/// several threads at once. (Own code, small: oneTBB reports false races under the thread sanitizer, see
/// docs/decisions/0005-thread-pool.md.)
class ThreadPool final : public Executor {
 public:
  /// `threads` ≥ 1.
  explicit ThreadPool(int threads);
  ~ThreadPool() override;
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  [[nodiscard]] int concurrency() const noexcept override { return threads_; }
  void parallelFor(int count, const std::function<void(int)>& task) override;

 private:
  struct Loop;
  void work();

  int threads_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::shared_ptr<Loop>> loops_;  ///< with tasks that nobody took yet
  bool stopping_ = false;
  std::vector<std::thread> workers_;
};

/// As many as the machine runs at once, within the process's CPU set.
[[nodiscard]] int availableThreads() noexcept;

}  // namespace gradevault
