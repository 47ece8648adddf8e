#include "silence_watch.hpp"

#include <utility>

namespace gradevault::serve {

bool SilenceWatch::hasLease(const worker::WorkerSign& sign, jobs::Milliseconds wallClock) {
  const auto job = jobs_.find(sign.job);
  if (!job.ok()) return true;
  return *job && (*job)->state == jobs::JobState::running && (*job)->worker == sign.id &&
         (*job)->leaseUntil >= wallClock;
}

std::vector<std::string> SilenceWatch::silent(const std::vector<worker::SeenWorker>& workers,
                                              jobs::Milliseconds wallClock, Clock::time_point now) {
  std::map<std::string, Clock::time_point> since;
  std::vector<std::string> found;
  for (const worker::SeenWorker& worker : workers) {
    const worker::WorkerSign& sign = worker.sign;
    if (!worker.alive || sign.job.empty() || hasLease(sign, wallClock)) continue;
    const std::string key = sign.id + ' ' + sign.job;
    const auto before = since_.find(key);
    const Clock::time_point first = before == since_.end() ? now : before->second;
    since.emplace(key, first);
    if (now - first > patience_) found.push_back(sign.id);
  }
  since_ = std::move(since);
  return found;
}

}  // namespace gradevault::serve
