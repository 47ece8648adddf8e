#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "gradevault/jobs/outbox.hpp"

/// A clock that the test moves.
class HandClock final : public gradevault::jobs::WallClock {
 public:
  explicit HandClock(gradevault::jobs::Milliseconds start) : now_(start) {}
  [[nodiscard]] gradevault::jobs::Milliseconds now() const noexcept override { return now_; }
  void advance(gradevault::jobs::Milliseconds by) { now_ += by; }

 private:
  std::atomic<gradevault::jobs::Milliseconds> now_;
};

/// An outbox without a database; keeps how every message ended.
class MemoryOutbox final : public gradevault::jobs::Outbox {
 public:
  using Delivery = gradevault::jobs::Delivery;
  using Milliseconds = gradevault::jobs::Milliseconds;
  struct Kept {
    Delivery delivery;
    std::string state = "waiting";
    std::string reason;
  };

  explicit MemoryOutbox(const gradevault::jobs::WallClock& clock) : clock_(clock) {}

  void add(const std::string& id, const std::string& url, const std::string& body) {
    const std::lock_guard lock(mutex_);
    kept_[id] = {{id, "an_" + id, url, body, 0, clock_.now(), clock_.now()}, "waiting", ""};
  }
  [[nodiscard]] Kept kept(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    return kept_.at(id);
  }

  [[nodiscard]] gradevault::Result<std::vector<Delivery>> due(int limit, Milliseconds lease) override {
    const std::lock_guard lock(mutex_);
    std::vector<Delivery> found;
    for (auto& [id, kept] : kept_) {
      if (kept.state != "waiting" || kept.delivery.next > clock_.now()) continue;
      if (static_cast<int>(found.size()) == limit) break;
      found.push_back(kept.delivery);
      kept.delivery.next = clock_.now() + lease;
    }
    return found;
  }
  [[nodiscard]] gradevault::Status delivered(const std::string& id) override {
    return end(id, "delivered", "");
  }
  [[nodiscard]] gradevault::Status postponed(const std::string& id, Milliseconds next,
                                             const std::string& reason) override {
    const std::lock_guard lock(mutex_);
    Kept& kept = kept_.at(id);
    kept.delivery.next = next;
    ++kept.delivery.tries;
    kept.reason = reason;
    return {};
  }
  [[nodiscard]] gradevault::Status givenUp(const std::string& id, const std::string& reason) override {
    return end(id, "given up", reason);
  }
  [[nodiscard]] gradevault::Result<int> waiting() override {
    const std::lock_guard lock(mutex_);
    int count = 0;
    for (const auto& [id, kept] : kept_) count += kept.state == "waiting" ? 1 : 0;
    return count;
  }

 private:
  gradevault::Status end(const std::string& id, const char* state, const std::string& reason) {
    const std::lock_guard lock(mutex_);
    Kept& kept = kept_.at(id);
    kept.state = state;
    kept.reason = reason;
    ++kept.delivery.tries;
    return {};
  }

  const gradevault::jobs::WallClock& clock_;
  mutable std::mutex mutex_;
  std::map<std::string, Kept> kept_;
};
