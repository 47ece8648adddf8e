#include "gradevault/thread_pool.hpp"

#include <algorithm>
#include <atomic>

#ifdef __linux__
#include <sched.h>
#endif

namespace gradevault {

/// One parallelFor: tasks are taken by counting up `next`; the last one that finishes wakes the caller.
struct ThreadPool::Loop {
  Loop(int tasks, const std::function<void(int)>& function) : count(tasks), task(function) {}

  void run() {
    for (int i = next.fetch_add(1); i < count; i = next.fetch_add(1)) {
      task(i);
      if (done.fetch_add(1) + 1 == count) {
        const std::lock_guard lock(mutex);
        finished.notify_all();
      }
    }
  }

  void wait() {
    std::unique_lock lock(mutex);
    finished.wait(lock, [this] { return done.load() == count; });
  }

  const int count;
  const std::function<void(int)>& task;  ///< lives in the caller, who waits
  std::atomic<int> next{0};
  std::atomic<int> done{0};
  std::mutex mutex;
  std::condition_variable finished;
};

ThreadPool::ThreadPool(int threads) : threads_(std::max(1, threads)) {
  workers_.reserve(static_cast<std::size_t>(threads_ - 1));
  for (int i = 1; i < threads_; ++i) workers_.emplace_back([this] { work(); });
}

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& worker : workers_) worker.join();
}

void ThreadPool::parallelFor(int count, const std::function<void(int)>& task) {
  if (count <= 0) return;
  if (count == 1 || threads_ == 1) {
    for (int i = 0; i < count; ++i) task(i);
    return;
  }
  const auto loop = std::make_shared<Loop>(count, task);
  {
    const std::lock_guard lock(mutex_);
    loops_.push_back(loop);
  }
  wake_.notify_all();
  loop->run();
  {
    const std::lock_guard lock(mutex_);
    std::erase(loops_, loop);
  }
  loop->wait();
}

void ThreadPool::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || !loops_.empty(); });
    if (stopping_) return;
    const std::shared_ptr<Loop> loop = loops_.front();
    lock.unlock();
    loop->run();
    lock.lock();
    std::erase(loops_, loop);
  }
}

int availableThreads() noexcept {
#ifdef __linux__
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) == 0) return std::max(1, CPU_COUNT(&set));
#endif
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace gradevault
