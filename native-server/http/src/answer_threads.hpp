#pragma once

#include <pthread.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

#include "exchange.hpp"

namespace gradevault::http {

/// Threads with small stacks, made when there is work that none is free for, gone after some idle seconds.
class AnswerThreads {
 public:
  using Work = std::function<void(Exchange&)>;

  AnswerThreads(const ServerSettings& settings, int most) : settings_(settings), most_(most) {}
  AnswerThreads(const AnswerThreads&) = delete;
  AnswerThreads& operator=(const AnswerThreads&) = delete;
  ~AnswerThreads() { finish(); }

  /// false: as many as may be are busy, or the system gives no thread more.
  [[nodiscard]] bool run(Work work);
  /// Ends when all work is done.
  void finish();

 private:
  static void* enter(void* self);
  void work();
  [[nodiscard]] bool start();

  const ServerSettings& settings_;
  int most_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable ended_;
  std::deque<Work> queue_;  ///< each with a thread that is free, or just started, for it
  int free_ = 0;
  int threads_ = 0;
  bool finishing_ = false;
};

}  // namespace gradevault::http
