#include "gradevault/jobs/job.hpp"

#include <array>
#include <utility>

namespace gradevault::jobs {
namespace {

constexpr std::array states{std::pair{JobState::queued, std::string_view("queued")},
                            std::pair{JobState::running, std::string_view("running")},
                            std::pair{JobState::done, std::string_view("done")},
                            std::pair{JobState::failed, std::string_view("failed")},
                            std::pair{JobState::cancelled, std::string_view("cancelled")},
                            std::pair{JobState::quarantined, std::string_view("quarantined")}};
constexpr std::array tiers{std::pair{Tier::premium, std::string_view("premium")},
                           std::pair{Tier::pro, std::string_view("pro")},
                           std::pair{Tier::standard, std::string_view("standard")},
                           std::pair{Tier::batch, std::string_view("batch")}};
constexpr std::array lanes{std::pair{Lane::cpu, std::string_view("cpu")},
                           std::pair{Lane::gpu, std::string_view("gpu")}};
constexpr std::array failures{std::pair{Failure::rejected, std::string_view("rejected")},
                              std::pair{Failure::error, std::string_view("error")},
                              std::pair{Failure::crash, std::string_view("crash")},
                              std::pair{Failure::lost, std::string_view("lost")}};

template <class Names, class Value>
std::string_view word(const Names& names, Value value) noexcept {
  for (const auto& [candidate, text] : names) {
    if (candidate == value) return text;
  }
  return "unknown";
}

template <class Names>
auto meaning(const Names& names, std::string_view text) noexcept
    -> std::optional<typename Names::value_type::first_type> {
  for (const auto& [value, candidate] : names) {
    if (candidate == text) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name(JobState state) noexcept {
  return word(states, state);
}
std::optional<JobState> jobState(std::string_view name) noexcept {
  return meaning(states, name);
}

bool isFinal(JobState state) noexcept {
  return state != JobState::queued && state != JobState::running;
}

std::string_view name(Tier tier) noexcept {
  return word(tiers, tier);
}
std::optional<Tier> tier(std::string_view name) noexcept {
  return meaning(tiers, name);
}

Milliseconds headStart(Tier tier) noexcept {
  switch (tier) {
    case Tier::premium:
      return 120'000;
    case Tier::pro:
      return 60'000;
    case Tier::standard:
      break;
    case Tier::batch:
      return -3'600'000;
  }
  return 0;
}

std::string_view name(Lane lane) noexcept {
  return word(lanes, lane);
}
std::optional<Lane> lane(std::string_view name) noexcept {
  return meaning(lanes, name);
}

std::string_view name(Failure failure) noexcept {
  return word(failures, failure);
}

}  // namespace gradevault::jobs
