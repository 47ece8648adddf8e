#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "gradevault/jobs/job_table.hpp"

namespace gradevault::api {

/// Tells listeners what happens to their jobs. One thread asks the store what changed, for all of them, and
/// reads the new events of a job once however many listen to it.
class EventHub {
 public:
  /// `onChange` hears of every job that changed, from the hub's thread.
  EventHub(jobs::JobTable& jobs, double pollSeconds, std::function<void(const std::string& job)> onChange);
  ~EventHub();  ///< as stop()
  EventHub(const EventHub&) = delete;
  EventHub& operator=(const EventHub&) = delete;

  class Topic;
  /// One listener to one job. Made before it reads what has happened so far, so nothing falls between.
  class Listener {
   public:
    /// Events with numbers above `after`, in order, as soon as there are any; none when `seconds` have passed
    /// or the hub has stopped.
    [[nodiscard]] Result<std::vector<jobs::Event>> next(std::int64_t after, double seconds);

   private:
    friend class EventHub;
    Listener(EventHub& hub, std::string job, std::shared_ptr<Topic> topic)
        : hub_(&hub), job_(std::move(job)), topic_(std::move(topic)) {}
    EventHub* hub_;
    std::string job_;
    std::shared_ptr<Topic> topic_;
  };
  [[nodiscard]] Listener listen(const std::string& job);

  /// Ends every wait.
  void stop();
  [[nodiscard]] bool stopped() const;

 private:
  void poll();
  void tell(const std::string& job);

  jobs::JobTable& jobs_;
  double pollSeconds_;
  std::function<void(const std::string&)> onChange_;
  std::int64_t place_ = 0;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool stopped_ = false;
  std::map<std::string, std::weak_ptr<Topic>> topics_;
  std::thread thread_;
};

}  // namespace gradevault::api
