#pragma once

#include <chrono>
#include <vector>

#include "gradevault/jobs/job_table.hpp"
#include "heartbeat.hpp"
#include "runner_message.hpp"

namespace gradevault::worker {

/// Brings a runner's news into the store, twice a second at most: each time is a transaction that waits for
/// the disk. Of progress only the newest counts.
class EventFeed {
 public:
  EventFeed(jobs::JobTable& table, jobs::Lease lease, Heartbeat& heartbeat)
      : table_(table), lease_(std::move(lease)), heartbeat_(heartbeat) {}

  void add(const RunnerMessage& news);
  void flushIfDue();
  /// News are not worth an attempt: what the store does not take is dropped.
  void flush();

 private:
  jobs::JobTable& table_;
  const jobs::Lease lease_;
  Heartbeat& heartbeat_;
  std::vector<jobs::Event> waiting_;
  std::chrono::steady_clock::time_point flushed_{};
};

}  // namespace gradevault::worker
