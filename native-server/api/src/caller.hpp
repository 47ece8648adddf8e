#pragma once

#include <string>
#include <vector>

#include "gradevault/jobs/job.hpp"

namespace gradevault::api {

/// Who asks, once it was admitted.
struct Caller {
  std::string owner;   ///< id of the API key; empty: nobody in particular (an open server, a signed link)
  bool admin = false;  ///< sees what belongs to others, may retry and declare media trusted
  std::vector<jobs::Tier> tiers;  ///< that it may ask for; empty: any

  /// What belongs to one key does not exist for another.
  [[nodiscard]] bool sees(const std::string& owned) const { return admin || owned == owner; }
};

}  // namespace gradevault::api
