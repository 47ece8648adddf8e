#include "gradevault/delivery/webhook_dispatcher.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

#include "retry_schedule.hpp"
#include "waiting_deliveries.hpp"

namespace gradevault::delivery {
namespace {

constexpr int takenAtOnce = 64;
constexpr std::size_t mostWaiting = 1024;

jobs::Milliseconds sendingTime(const WebhookSettings& settings) {
  return static_cast<jobs::Milliseconds>(settings.timeoutSeconds * 1000) + 1000;
}

/// A lease that ends before a try may would have two dispatchers send at once.
WebhookSettings withLongLease(WebhookSettings settings) {
  settings.lease = std::max(settings.lease, 2 * sendingTime(settings));
  return settings;
}

/// How one try ended, before anybody decided what follows.
struct TryResult {
  std::string reason;  ///< empty: delivered
  bool hopeless = false;
  bool cancelled = false;
  std::string retryAfter;
};

TryResult resultOf(const outgoing::Answer<outgoing::Response>& answer) {
  if (const auto* refusal = std::get_if<outgoing::Refusal>(&answer)) {
    return {refusal->code, refusal->code == "url_invalid" || refusal->code == "request_invalid",
            refusal->code == "cancelled", ""};
  }
  const auto& response = std::get<outgoing::Response>(answer);
  if (response.status >= 200 && response.status < 300) return {};
  TryResult result{"status_" + std::to_string(response.status), response.status == 410, false, ""};
  for (const auto& [name, value] : response.headers) {
    if (name == "retry-after") result.retryAfter = value;
  }
  return result;
}

}  // namespace

class WebhookDispatcher::Senders {
 public:
  Senders(jobs::Outbox& outbox, const outgoing::HttpClient& client, WebhookSettings settings,
          const jobs::WallClock& clock, std::function<void(const WebhookTry&)> tried,
          std::function<void(const Error&)> failed)
      : outbox_(outbox),
        client_(client),
        settings_(withLongLease(std::move(settings))),
        clock_(clock),
        tried_(std::move(tried)),
        failed_(std::move(failed)),
        waiting_(settings_.perReceiver) {}

  void start() {
    threads_.emplace_back([this] { fetch(); });
    for (int i = 0; i < settings_.senders; ++i) threads_.emplace_back([this] { send(); });
  }

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

 private:
  /// Takes from the outbox what is due, ahead of the senders: the messages of a slow receiver wait here and
  /// do not hide others' in the outbox.
  void fetch() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
      std::size_t taken = 0;
      if (waiting_.size() < mostWaiting) {
        lock.unlock();
        const jobs::Milliseconds until = clock_.now() + settings_.lease - sendingTime(settings_);
        auto due = outbox_.due(takenAtOnce, settings_.lease);
        if (!due.ok() && failed_) failed_(due.error());
        lock.lock();
        if (due.ok()) {
          taken = due->size();
          for (jobs::Delivery& delivery : *due) waiting_.add(std::move(delivery), until);
          if (taken > 0) changed_.notify_all();
        }
      }
      if (taken < takenAtOnce) {
        changed_.wait_for(lock, std::chrono::milliseconds(settings_.poll),
                          [this] { return stopping_.load(); });
      }
    }
  }

  void send() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
      auto delivery = waiting_.take(clock_.now());
      if (!delivery) {
        changed_.wait(lock);
        continue;
      }
      lock.unlock();
      note(*delivery, resultOf(client_.send(requestFor(*delivery))));
      lock.lock();
      waiting_.finished(*delivery);
      changed_.notify_all();
    }
  }

  [[nodiscard]] outgoing::Request requestFor(const jobs::Delivery& delivery) const {
    const std::int64_t seconds = clock_.now() / 1000;
    outgoing::Request request;
    request.method = "POST";
    request.url = delivery.url;
    request.headers = {
        {"Content-Type", "application/json"},
        {"webhook-id", delivery.id},
        {"webhook-timestamp", std::to_string(seconds)},
        {"webhook-signature", webhookSignature(settings_.secrets, delivery.id, seconds, delivery.body)}};
    request.body = delivery.body;
    request.totalSeconds = settings_.timeoutSeconds;
    request.wantsBody = false;
    request.proceed = [this] { return !stopping_; };
    return request;
  }

  void note(const jobs::Delivery& delivery, const TryResult& result) {
    if (result.cancelled) return;
    WebhookTry made{
        WebhookTry::Outcome::delivered, delivery.id, delivery.job, result.reason, delivery.tries + 1, 0};
    Status status;
    if (result.reason.empty()) {
      status = outbox_.delivered(delivery.id);
    } else if (const auto delay = delayAfter(delivery, result); delay) {
      made.outcome = WebhookTry::Outcome::postponed;
      made.next = clock_.now() + *delay;
      status = outbox_.postponed(delivery.id, made.next, result.reason);
    } else {
      made.outcome = WebhookTry::Outcome::givenUp;
      status = outbox_.givenUp(delivery.id, result.reason);
    }
    if (!status.ok() && failed_) failed_(status.error());
    if (tried_) tried_(made);
  }

  /// Absent: no further try.
  std::optional<jobs::Milliseconds> delayAfter(const jobs::Delivery& delivery, const TryResult& result) {
    if (result.hopeless) return std::nullopt;
    const jobs::Milliseconds now = clock_.now();
    const auto delay = retryDelay(delivery.tries + 1, now - delivery.created, chance());
    if (!delay) return std::nullopt;
    return std::max(*delay, retryAfter(result.retryAfter, now));
  }

  double chance() {
    const std::lock_guard lock(chanceMutex_);
    return std::uniform_real_distribution<double>(0, 1)(random_);
  }

  jobs::Outbox& outbox_;
  const outgoing::HttpClient& client_;
  const WebhookSettings settings_;
  const jobs::WallClock& clock_;
  const std::function<void(const WebhookTry&)> tried_;
  const std::function<void(const Error&)> failed_;

  std::mutex mutex_;  ///< of `waiting_` and of waiting for `changed_`
  std::condition_variable changed_;
  std::atomic<bool> stopping_ = false;
  WaitingDeliveries waiting_;
  std::mutex chanceMutex_;
  std::mt19937 random_{std::random_device{}()};
  std::vector<std::thread> threads_;
};

WebhookDispatcher::WebhookDispatcher(jobs::Outbox& outbox, const outgoing::HttpClient& client,
                                     WebhookSettings settings, const jobs::WallClock& clock,
                                     std::function<void(const WebhookTry&)> tried,
                                     std::function<void(const Error&)> failed)
    : senders_(std::make_unique<Senders>(outbox, client, std::move(settings), clock, std::move(tried),
                                         std::move(failed))) {}

WebhookDispatcher::~WebhookDispatcher() {
  senders_->stop();
}

void WebhookDispatcher::start() {
  senders_->start();
}

void WebhookDispatcher::stop() {
  senders_->stop();
}

}  // namespace gradevault::delivery
