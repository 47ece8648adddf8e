#pragma once

#include <cstdint>
#include <vector>

#include "gradevault/clock.hpp"
#include "gradevault/precheck.hpp"

namespace gradevault::precheck {

class StoppedClock final : public Clock {
 public:
  [[nodiscard]] double seconds() const noexcept override { return 0; }
};

/// A picture in memory, and its face for the pre-check.
struct Scene {
  GrayImage y;
  GrayImage u;
  GrayImage v;

  [[nodiscard]] PrecheckFrame frame(double time) const;
};

/// Noise of so much contrast, in steps of luma, the same grain every time; `shift` px to the right. Full
/// range, 4:2:0.
[[nodiscard]] Scene grain(Size size, int contrast, int shift = 0);

/// A bright upright card with a printed pattern on a dark table, its middle `right` px right of the frame's.
[[nodiscard]] Scene cardOnTable(Size size, int right = 0);

}  // namespace gradevault::precheck
