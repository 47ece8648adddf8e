#include "waiting_deliveries.hpp"

#include <algorithm>

namespace gradevault::delivery {

std::string receiverOf(const std::string& url) {
  const std::size_t start = url.find("://");
  std::string receiver =
      url.substr(0, start == std::string::npos ? start : url.find_first_of("/?#", start + 3));
  for (char& c : receiver) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return receiver;
}

void WaitingDeliveries::add(jobs::Delivery delivery, jobs::Milliseconds until) {
  std::string receiver = receiverOf(delivery.url);
  waiting_.push_back({std::move(delivery), std::move(receiver), until});
}

std::optional<jobs::Delivery> WaitingDeliveries::take(jobs::Milliseconds now) {
  std::erase_if(waiting_, [now](const Waiting& waiting) { return waiting.until <= now; });
  const auto first = std::find_if(waiting_.begin(), waiting_.end(), [this](const Waiting& waiting) {
    const auto busy = underWay_.find(waiting.receiver);
    return busy == underWay_.end() || busy->second < perReceiver_;
  });
  if (first == waiting_.end()) return std::nullopt;
  ++underWay_[first->receiver];
  jobs::Delivery delivery = std::move(first->delivery);
  waiting_.erase(first);
  return delivery;
}

void WaitingDeliveries::finished(const jobs::Delivery& delivery) {
  const auto busy = underWay_.find(receiverOf(delivery.url));
  if (busy != underWay_.end() && --busy->second <= 0) underWay_.erase(busy);
}

}  // namespace gradevault::delivery
