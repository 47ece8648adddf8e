#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>

#include "gradevault/jobs/outbox.hpp"

namespace gradevault::delivery {

/// "https://host:port" of a URL as far as the text shows it: what counts as one receiver.
[[nodiscard]] std::string receiverOf(const std::string& url);

/// Deliveries that were taken from the outbox and wait for a sender. Not safe from several threads.
class WaitingDeliveries {
 public:
  explicit WaitingDeliveries(int perReceiver) : perReceiver_(perReceiver) {}

  void add(jobs::Delivery delivery, jobs::Milliseconds until);
  /// The first whose receiver has room, which is then one fuller; those that are ours no longer at `now` are
  /// forgotten (somebody takes them again).
  [[nodiscard]] std::optional<jobs::Delivery> take(jobs::Milliseconds now);
  /// What `take` gave is over.
  void finished(const jobs::Delivery& delivery);
  [[nodiscard]] std::size_t size() const noexcept { return waiting_.size(); }

 private:
  struct Waiting {
    jobs::Delivery delivery;
    std::string receiver;
    jobs::Milliseconds until = 0;
  };
  int perReceiver_;
  std::deque<Waiting> waiting_;
  std::map<std::string, int> underWay_;
};

}  // namespace gradevault::delivery
