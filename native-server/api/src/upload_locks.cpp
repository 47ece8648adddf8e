#include "upload_locks.hpp"

namespace gradevault::api {

using Seconds = std::chrono::duration<double>;

UploadLocks::Lock::~Lock() {
  if (!entry_) return;
  {
    const std::lock_guard guard(entry_->mutex);
    if (entry_->holder == number_) entry_->holder = 0;
    entry_->freed.notify_one();
  }
  entry_.reset();
  locks_->forget(id_);
}

std::optional<UploadLocks::Lock> UploadLocks::take(const std::string& id) {
  std::shared_ptr<Entry> entry;
  {
    const std::lock_guard guard(mutex_);
    entry = entries_[id].lock();
    if (!entry) entries_[id] = entry = std::make_shared<Entry>();
  }
  std::unique_lock guard(entry->mutex);
  const auto start = std::chrono::steady_clock::now();
  while (entry->holder != 0) {
    const auto now = std::chrono::steady_clock::now();
    if (Seconds(now - entry->alive).count() >= silence_) break;
    if (Seconds(now - start).count() >= patience_) return std::nullopt;
    entry->freed.wait_for(guard, Seconds(0.05));
  }
  entry->holder = ++entry->last;
  entry->alive = std::chrono::steady_clock::now();
  const int number = entry->holder;
  guard.unlock();
  return Lock(*this, id, std::move(entry), number);
}

void UploadLocks::forget(const std::string& id) {
  const std::lock_guard guard(mutex_);
  const auto found = entries_.find(id);
  if (found != entries_.end() && found->second.expired()) entries_.erase(found);
}

}  // namespace gradevault::api
