#include "heartbeat.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace gradevault::worker {

Heartbeat::Heartbeat(jobs::JobTable& table, jobs::Lease lease, jobs::Milliseconds duration,
                     jobs::Milliseconds period, std::function<void(const std::string&)> complain)
    : table_(table),
      lease_(std::move(lease)),
      duration_(duration),
      period_(period),
      complain_(std::move(complain)),
      thread_([this] { beat(); }) {}

Heartbeat::~Heartbeat() {
  {
    const std::scoped_lock lock(mutex_);
    over_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Heartbeat::learn(jobs::Standing standing) noexcept {
  // Once stale, always stale; a wish to cancel is not forgotten either.
  if (standing != jobs::Standing::held && standing_ != jobs::Standing::stale) standing_ = standing;
}

void Heartbeat::beat() {
  constexpr jobs::Milliseconds again = 500;  ///< after a beat that the store did not take
  jobs::Milliseconds pause = period_;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, std::chrono::milliseconds(pause), [this] { return over_; });
      if (over_) return;
    }
    const auto answer = table_.heartbeat(lease_, duration_);
    pause = answer.ok() ? period_ : std::min(again, period_);
    if (answer.ok()) {
      learn(*answer);
    } else {
      complain_("the lease was not prolonged: " + answer.error().message);
    }
  }
}

}  // namespace gradevault::worker
