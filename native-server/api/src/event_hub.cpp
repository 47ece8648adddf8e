#include "event_hub.hpp"

#include <algorithm>
#include <chrono>

namespace gradevault::api {
namespace {

/// A listener that is further behind reads from the store.
constexpr std::size_t keptEvents = 256;
constexpr int eventsARead = 500;

std::chrono::duration<double> seconds(double count) {
  return std::chrono::duration<double>(count);
}

}  // namespace

/// What is known of one job that somebody listens to.
class EventHub::Topic {
 public:
  std::mutex mutex;
  std::condition_variable changed;
  std::int64_t newest = 0;          ///< number of the last event seen here; 0: none yet
  std::vector<jobs::Event> recent;  ///< the last ones, without a gap, up to `newest`
  bool stopped = false;
};

EventHub::EventHub(jobs::JobTable& jobs, double pollSeconds,
                   std::function<void(const std::string& job)> onChange)
    : jobs_(jobs), pollSeconds_(pollSeconds), onChange_(std::move(onChange)) {
  // Whoever listens reads what was before by himself. Without an answer every job counts as changed once.
  const auto newest = jobs_.changesSince(-1);
  place_ = newest.ok() ? newest->place : 0;
  thread_ = std::thread([this] { poll(); });
}

EventHub::~EventHub() {
  stop();
  if (thread_.joinable()) thread_.join();
}

EventHub::Listener EventHub::listen(const std::string& job) {
  const std::lock_guard lock(mutex_);
  std::shared_ptr<Topic> topic = topics_[job].lock();
  if (!topic) {
    topic = std::make_shared<Topic>();
    topic->stopped = stopped_;
    topics_[job] = topic;
  }
  return Listener(*this, job, std::move(topic));
}

void EventHub::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  wake_.notify_all();
  for (const auto& [job, weak] : topics_) {
    const std::shared_ptr<Topic> topic = weak.lock();
    if (!topic) continue;
    const std::lock_guard topicLock(topic->mutex);
    topic->stopped = true;
    topic->changed.notify_all();
  }
}

bool EventHub::stopped() const {
  const std::lock_guard lock(mutex_);
  return stopped_;
}

void EventHub::poll() {
  while (true) {
    {
      std::unique_lock lock(mutex_);
      if (wake_.wait_for(lock, seconds(pollSeconds_), [this] { return stopped_; })) return;
    }
    const auto changes = jobs_.changesSince(place_);
    if (!changes.ok()) continue;
    place_ = changes->place;
    for (const std::string& job : changes->jobs) {
      tell(job);
      if (onChange_) onChange_(job);
    }
  }
}

void EventHub::tell(const std::string& job) {
  std::shared_ptr<Topic> topic;
  {
    const std::lock_guard lock(mutex_);
    const auto found = topics_.find(job);
    if (found == topics_.end()) return;
    topic = found->second.lock();
    if (!topic) {
      topics_.erase(found);
      return;
    }
  }
  std::int64_t after = 0;
  {
    const std::lock_guard lock(topic->mutex);
    after = topic->newest;
  }
  while (true) {
    const auto events = jobs_.events(job, after, eventsARead);
    if (!events.ok() || events->empty()) return;
    const std::lock_guard lock(topic->mutex);
    topic->recent.insert(topic->recent.end(), events->begin(), events->end());
    if (topic->recent.size() > keptEvents)
      topic->recent.erase(topic->recent.begin(),
                          topic->recent.end() - static_cast<std::ptrdiff_t>(keptEvents));
    topic->newest = after = events->back().number;
    topic->changed.notify_all();
    if (events->size() < static_cast<std::size_t>(eventsARead)) return;
  }
}

Result<std::vector<jobs::Event>> EventHub::Listener::next(std::int64_t after, double waitSeconds) {
  {
    std::unique_lock lock(topic_->mutex);
    const auto ready = [&] { return topic_->stopped || topic_->newest > after; };
    // With nothing seen here yet, only the store knows whether there is something.
    if (topic_->newest != 0 && !topic_->changed.wait_for(lock, seconds(waitSeconds), ready))
      return std::vector<jobs::Event>();
    if (topic_->stopped) return std::vector<jobs::Event>();
    if (topic_->newest > after && topic_->recent.front().number <= after + 1) {
      const auto from = std::ranges::find_if(topic_->recent,
                                             [&](const jobs::Event& event) { return event.number > after; });
      return std::vector<jobs::Event>(from, topic_->recent.end());
    }
  }
  auto events = hub_->jobs_.events(job_, after, eventsARead);
  if (!events.ok() || !events->empty()) return events;
  std::unique_lock lock(topic_->mutex);
  topic_->changed.wait_for(lock, seconds(waitSeconds),
                           [&] { return topic_->stopped || topic_->newest > after; });
  return std::vector<jobs::Event>();
}

}  // namespace gradevault::api
