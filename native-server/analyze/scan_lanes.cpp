#include "scan_lanes.hpp"

#include <algorithm>
#include <exception>
#include <string>
#include <utility>

namespace gradevault::analyze {
namespace {

/// Exceptions do not leave a thread.
template <class Work>
Status guarded(Work work) {
  try {
    return work();
  } catch (const std::exception& exception) {
    return Error{ErrorCode::internal, std::string("the scan failed: ") + exception.what()};
  }
}

}  // namespace

ScanLanes::ScanLanes(EngineTeam& team, Size size, const Options& options, const Services& services)
    : team_(team) {
  for (std::size_t i = 0; i < team.size(); ++i) {
    lanes_.push_back({RelayedScanner(team.member(i), size, options, services), std::nullopt, {}});
  }
}

ScanLanes::~ScanLanes() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

// Making a device's context takes long, so all are made at once.
Status ScanLanes::start() {
  std::vector<std::thread> makers;
  for (Lane& lane : lanes_) {
    makers.emplace_back([&lane] { lane.prepared = guarded([&] { return lane.scanner.prepare(); }); });
  }
  for (std::thread& maker : makers) maker.join();
  for (const Lane& lane : lanes_) {
    if (!lane.prepared.ok()) return lane.prepared;
    framesARun_ = std::max(framesARun_, lane.scanner.framesACall());
  }
  active_ = static_cast<int>(lanes_.size());
  for (std::size_t i = 0; i < lanes_.size(); ++i) threads_.emplace_back([this, i] { work(i); });
  return {};
}

Status ScanLanes::status() const {
  return error_ ? Status(*error_) : Status();
}

Status ScanLanes::submit(ScanRun run) {
  std::unique_lock lock(mutex_);
  waiting_.push_back(std::move(run));
  changed_.notify_all();
  changed_.wait(lock, [this] { return error_ || waiting_.size() <= 1; });
  return status();
}

std::vector<ScanRun> ScanLanes::takeDone() {
  const std::lock_guard lock(mutex_);
  return std::exchange(done_, {});
}

Status ScanLanes::finish() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return (error_ && atWork_ == 0) || idle(); });
  return status();
}

void ScanLanes::work(std::size_t lane) {
  std::unique_lock lock(mutex_);
  for (;;) {
    // A member that could not make its scanner, or failed, has the CPU's engine: only the last one goes on
    // with it.
    if (team_.member(lane).relieved() && active_ > 1) {
      --active_;
      return;
    }
    changed_.wait(lock, [this] { return stopping_ || error_ || !waiting_.empty(); });
    if (stopping_ || error_) return;
    ScanRun run = std::move(waiting_.front());
    waiting_.pop_front();
    ++atWork_;
    changed_.notify_all();
    lock.unlock();
    const Status scanned = guarded([&] { return scan(lane, run); });
    lock.lock();
    --atWork_;
    if (!scanned.ok() && (!error_ || run.number < errorRun_)) {
      error_ = scanned.error();
      errorRun_ = run.number;
    }
    done_.push_back(std::move(run));
    changed_.notify_all();
  }
}

Status ScanLanes::scan(std::size_t lane, ScanRun& run) {
  Lane& own = lanes_[lane];
  run.scans.resize(run.job.inputs.size());
  const bool follows = own.last && *own.last + 1 == run.number;
  own.last = run.number;
  const Status status = own.scanner.scan(run.job, run.before ? &*run.before : nullptr, follows, run.scans);
  if (status.ok() && !team_.member(lane).relieved()) {
    team_.count(lane, static_cast<std::int64_t>(run.job.inputs.size()));
  }
  return status;
}

}  // namespace gradevault::analyze
