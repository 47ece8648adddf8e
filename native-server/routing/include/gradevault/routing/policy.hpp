#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/jobs/job.hpp"
#include "gradevault/result.hpp"

/// Which lane may take which job when.
namespace gradevault::routing {

/// What a policy may look at.
struct Situation {
  int waiting = 0;         ///< jobs queued now
  bool gpuUsable = false;  ///< some GPU is there and in rotation
  jobs::Milliseconds now = 0;
};

/// The tiers whose jobs a lane takes; of jobs that may go to either.
using Tiers = std::vector<jobs::Tier>;

/// Without a usable GPU the CPU lane takes all, whatever the policy. With one:
///
/// | policy | GPU lane | CPU lane |
/// |---|---|---|
/// | cpu | nothing | all |
/// | gpu | all | nothing |
/// | tier | premium, pro | standard, batch |
/// | load | all while more than `loadThreshold` jobs wait, else nothing | all |
/// | schedule | all in peak hours, else nothing | nothing in peak hours, else all |
/// | union | what any of tier, load, schedule sends there | standard, batch: outside peak hours, and in them
/// while more than `loadThreshold` jobs wait |
class Policy {
 public:
  virtual ~Policy() = default;
  [[nodiscard]] virtual std::string_view name() const noexcept = 0;
  [[nodiscard]] virtual Tiers admitted(jobs::Lane lane, const Situation& situation) const = 0;
};

struct PolicySettings {
  std::string policy = "tier";  ///< cpu, gpu, tier, load, schedule, union
  int loadThreshold = 10;       ///< load: more waiting jobs than that, and the GPU works as well
  std::string peakHours =
      "08:00-22:00";             ///< schedule: GPU then, CPU else; may span midnight; several with commas
  std::string timeZone = "UTC";  ///< IANA name
};

/// Errors (invalid_argument): what is wrong with which setting.
[[nodiscard]] Result<std::unique_ptr<Policy>> makePolicy(const PolicySettings& settings);

/// The names that `PolicySettings::policy` may have, in the table's order.
[[nodiscard]] const std::vector<std::string>& policyNames();

}  // namespace gradevault::routing
