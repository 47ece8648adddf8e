#include "answer_threads.hpp"

#include <chrono>

namespace gradevault::http {
namespace {

/// What httplib and OpenSSL put on the stack is some 60 KiB; handlers run SQLite and JSON on it. Only touched
/// pages count.
constexpr std::size_t kStackBytes = 512 << 10;
constexpr std::chrono::seconds kIdle{10};

}  // namespace

bool AnswerThreads::run(Work work) {
  const std::lock_guard lock(mutex_);
  if (finishing_) return false;
  if (static_cast<int>(queue_.size()) >= free_ && !start()) return false;
  queue_.push_back(std::move(work));
  wake_.notify_one();
  return true;
}

bool AnswerThreads::start() {
  if (threads_ >= most_) return false;
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  pthread_attr_setstacksize(&attributes, kStackBytes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t thread{};
  const bool made = pthread_create(&thread, &attributes, enter, this) == 0;
  pthread_attr_destroy(&attributes);
  if (made) {
    ++threads_;
    ++free_;
  }
  return made;
}

void* AnswerThreads::enter(void* self) {
  static_cast<AnswerThreads*>(self)->work();
  return nullptr;
}

void AnswerThreads::work() {
  {
    Exchange exchange(settings_);
    std::unique_lock lock(mutex_);
    for (;;) {
      wake_.wait_for(lock, kIdle, [&] { return !queue_.empty() || finishing_; });
      if (queue_.empty()) break;
      auto work = std::move(queue_.front());
      queue_.pop_front();
      --free_;
      lock.unlock();
      work(exchange);
      work = nullptr;
      lock.lock();
      ++free_;
    }
    --free_;
  }
  // Detached, so that one that ends leaves nothing to join; `finish` waits for the last of them, which
  // touches nothing after this.
  const std::lock_guard lock(mutex_);
  --threads_;
  ended_.notify_all();
}

void AnswerThreads::finish() {
  std::unique_lock lock(mutex_);
  finishing_ = true;
  wake_.notify_all();
  ended_.wait(lock, [&] { return threads_ == 0; });
}

}  // namespace gradevault::http
