#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "gradevault/image.hpp"

namespace gradevault::accuracy {

/// Ranking quality of a score map against a truth.
struct Ranking {
  double averagePrecision = 0;  ///< Σ (recall step · precision), over the distinct scores from the highest down
  double chance = 0;            ///< share of damaged pixels: what a random order reaches
  std::int64_t damaged = 0;     ///< px
  std::int64_t pixels = 0;      ///< px that were looked at
};

/// Ranks the pixels of `score` where `looked` is not 0 by their score; `truth` is not 0 where damage is. Equal scores count as
/// one step, so their order does not matter. Nothing when no pixel that was looked at is damaged. All of one size.
[[nodiscard]] std::optional<Ranking> rank(ImageView<const std::uint16_t> score, GrayView truth, GrayView looked);

}  // namespace gradevault::accuracy
