#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace gradevault::api {

/// One request at a time works on an upload. A connection that was cut may be silent for long before the
/// server hears of it, while its client is back already: so a holder that has had no bytes for a while loses
/// the lock to whoever asks, and nothing that comes on the old connection is written any more.
class UploadLocks {
  struct Entry;

 public:
  class Lock {
   public:
    Lock(Lock&& other) noexcept = default;
    Lock& operator=(Lock&&) = delete;
    ~Lock();
    /// Does `write` while nobody can take the lock over; false without calling it when somebody has, and when
    /// it says so. Counts as a sign of life.
    template <class Write>
    [[nodiscard]] bool held(Write&& write) {
      const std::lock_guard guard(entry_->mutex);
      if (entry_->holder != number_) return false;
      entry_->alive = std::chrono::steady_clock::now();
      return write();
    }

   private:
    friend class UploadLocks;
    Lock(UploadLocks& locks, std::string id, std::shared_ptr<Entry> entry, int number)
        : locks_(&locks), id_(std::move(id)), entry_(std::move(entry)), number_(number) {}
    UploadLocks* locks_;
    std::string id_;
    std::shared_ptr<Entry> entry_;
    int number_;
  };

  explicit UploadLocks(double patienceSeconds = 3, double silenceSeconds = 1)
      : patience_(patienceSeconds), silence_(silenceSeconds) {}

  /// Absent: another request is at work on it.
  [[nodiscard]] std::optional<Lock> take(const std::string& id);

 private:
  struct Entry {
    std::mutex mutex;
    std::condition_variable freed;
    int holder = 0;  ///< number of who has it; 0: nobody
    int last = 0;
    std::chrono::steady_clock::time_point alive;
  };
  void forget(const std::string& id);

  double patience_;
  double silence_;
  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<Entry>> entries_;
};

}  // namespace gradevault::api
