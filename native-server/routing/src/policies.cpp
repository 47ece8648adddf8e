#include <algorithm>
#include <utility>

#include "gradevault/routing/policy.hpp"
#include "local_time.hpp"
#include "peak_hours.hpp"

namespace gradevault::routing {
namespace {

using jobs::Lane;
using jobs::Tier;

const Tiers allTiers{Tier::premium, Tier::pro, Tier::standard, Tier::batch};
const Tiers paidTiers{Tier::premium, Tier::pro};
const Tiers otherTiers{Tier::standard, Tier::batch};

/// Answers for the case without a GPU, so that no policy can forget it.
class NamedPolicy : public Policy {
 public:
  explicit NamedPolicy(std::string_view name) : name_(name) {}
  [[nodiscard]] std::string_view name() const noexcept final { return name_; }
  [[nodiscard]] Tiers admitted(Lane lane, const Situation& situation) const final {
    if (!situation.gpuUsable) return lane == Lane::cpu ? allTiers : Tiers{};
    return lane == Lane::gpu ? onGpu(situation) : onCpu(situation);
  }

 protected:
  [[nodiscard]] virtual Tiers onGpu(const Situation& situation) const = 0;
  [[nodiscard]] virtual Tiers onCpu(const Situation& situation) const = 0;

 private:
  std::string name_;
};

class OneLanePolicy final : public NamedPolicy {
 public:
  OneLanePolicy(std::string_view name, Lane lane) : NamedPolicy(name), lane_(lane) {}

 protected:
  Tiers onGpu(const Situation&) const override { return lane_ == Lane::gpu ? allTiers : Tiers{}; }
  Tiers onCpu(const Situation&) const override { return lane_ == Lane::cpu ? allTiers : Tiers{}; }

 private:
  Lane lane_;
};

class TierPolicy final : public NamedPolicy {
 public:
  using NamedPolicy::NamedPolicy;

 protected:
  Tiers onGpu(const Situation&) const override { return paidTiers; }
  Tiers onCpu(const Situation&) const override { return otherTiers; }
};

class LoadPolicy final : public NamedPolicy {
 public:
  LoadPolicy(std::string_view name, int threshold) : NamedPolicy(name), threshold_(threshold) {}

 protected:
  Tiers onGpu(const Situation& situation) const override {
    return situation.waiting > threshold_ ? allTiers : Tiers{};
  }
  Tiers onCpu(const Situation&) const override { return allTiers; }

 private:
  int threshold_;
};

class SchedulePolicy final : public NamedPolicy {
 public:
  SchedulePolicy(std::string_view name, PeakHours hours, LocalTime place)
      : NamedPolicy(name), hours_(std::move(hours)), place_(place) {}

 protected:
  Tiers onGpu(const Situation& situation) const override { return isPeak(situation) ? allTiers : Tiers{}; }
  Tiers onCpu(const Situation& situation) const override { return isPeak(situation) ? Tiers{} : allTiers; }

 private:
  [[nodiscard]] bool isPeak(const Situation& situation) const {
    return hours_.contain(place_.minuteOfDay(situation.now));
  }

  PeakHours hours_;
  LocalTime place_;
};

class UnionPolicy final : public NamedPolicy {
 public:
  UnionPolicy(std::string_view name, int threshold, PeakHours hours, LocalTime place)
      : NamedPolicy(name), threshold_(threshold), hours_(std::move(hours)), place_(place) {}

 protected:
  Tiers onGpu(const Situation& situation) const override {
    return isFull(situation) || isPeak(situation) ? allTiers : paidTiers;
  }
  Tiers onCpu(const Situation& situation) const override {
    return isFull(situation) || !isPeak(situation) ? otherTiers : Tiers{};
  }

 private:
  [[nodiscard]] bool isFull(const Situation& situation) const { return situation.waiting > threshold_; }
  [[nodiscard]] bool isPeak(const Situation& situation) const {
    return hours_.contain(place_.minuteOfDay(situation.now));
  }

  int threshold_;
  PeakHours hours_;
  LocalTime place_;
};

Error unknownPolicy(const std::string& name) {
  std::string known;
  for (const std::string& word : policyNames()) known += (known.empty() ? "" : ", ") + word;
  return {ErrorCode::invalid_argument, "policy: there is no '" + name + "'; take one of " + known};
}

}  // namespace

const std::vector<std::string>& policyNames() {
  static const std::vector<std::string> names{"cpu", "gpu", "tier", "load", "schedule", "union"};
  return names;
}

Result<std::unique_ptr<Policy>> makePolicy(const PolicySettings& settings) {
  const std::string& name = settings.policy;
  if (settings.loadThreshold < 0) {
    return Error{ErrorCode::invalid_argument, "load-threshold: " + std::to_string(settings.loadThreshold) +
                                                  " waiting jobs cannot be; take 0 or more"};
  }
  // Both are read whatever the policy is, so that a mistake shows before the policy that needs them is
  // chosen.
  auto hours = PeakHours::parse(settings.peakHours);
  if (!hours.ok()) return hours.error();
  auto place = LocalTime::in(settings.timeZone);
  if (!place.ok()) return place.error();

  using Made = std::unique_ptr<Policy>;
  if (name == "cpu") return Made(std::make_unique<OneLanePolicy>(name, Lane::cpu));
  if (name == "gpu") return Made(std::make_unique<OneLanePolicy>(name, Lane::gpu));
  if (name == "tier") return Made(std::make_unique<TierPolicy>(name));
  if (name == "load") return Made(std::make_unique<LoadPolicy>(name, settings.loadThreshold));
  if (name == "schedule") {
    return Made(std::make_unique<SchedulePolicy>(name, std::move(hours).value(), std::move(place).value()));
  }
  if (name == "union") {
    return Made(std::make_unique<UnionPolicy>(name, settings.loadThreshold, std::move(hours).value(),
                                              std::move(place).value()));
  }
  return unknownPolicy(name);
}

}  // namespace gradevault::routing
