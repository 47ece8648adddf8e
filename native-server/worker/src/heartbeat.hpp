#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "gradevault/jobs/job_table.hpp"

namespace gradevault::worker {

/// Keeps a lease while an attempt lasts, in a thread of its own. What the store says about the lease is to be
/// asked for; a store that does not answer is asked again at once, and the lease runs out if it stays so: the
/// token then refuses what comes late.
class Heartbeat {
 public:
  /// The lease is prolonged by `duration` every `period`, both in ms. `complain` hears, from that thread, why
  /// the store did not answer.
  Heartbeat(jobs::JobTable& table, jobs::Lease lease, jobs::Milliseconds duration, jobs::Milliseconds period,
            std::function<void(const std::string&)> complain);
  Heartbeat(const Heartbeat&) = delete;
  Heartbeat& operator=(const Heartbeat&) = delete;
  ~Heartbeat();

  [[nodiscard]] jobs::Standing standing() const noexcept { return standing_; }
  /// What another call of the store said.
  void learn(jobs::Standing standing) noexcept;

 private:
  void beat();

  jobs::JobTable& table_;
  const jobs::Lease lease_;
  const jobs::Milliseconds duration_;
  const jobs::Milliseconds period_;
  std::function<void(const std::string&)> complain_;
  std::atomic<jobs::Standing> standing_ = jobs::Standing::held;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool over_ = false;
  std::thread thread_;
};

}  // namespace gradevault::worker
