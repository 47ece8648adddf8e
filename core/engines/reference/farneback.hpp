#pragma once

#include <vector>

#include "gradevault/image.hpp"
#include "gradevault/options.hpp"

namespace gradevault {

/// The options that shape the flow; names and ranges as there.
struct FlowSettings {
  int levels = 3;      ///< above the full size, 0 … 8
  int window = 15;     ///< px, odd, 3 … 63
  int iterations = 3;  ///< a level
};

[[nodiscard]] FlowSettings flowSettings(const Options& options) noexcept;

/// A frame's polynomial expansions, from level 0 (the full size) to the coarsest: 20 bytes a pixel of each.
/// All that the flow to and from this frame needs.
using FlowPyramid = std::vector<FloatImage>;

/// Precondition: not empty.
[[nodiscard]] FlowPyramid flowPyramid(GrayView luma, const FlowSettings& settings);

/// Where each pixel of `before` is in `now`: dx and dy in px. Method: Farnebäck, "Two-frame motion estimation
/// based on polynomial expansion", 2003, with OpenCV's meaning of the settings; no initial flow, box window.
/// Precondition: pyramids of one size and of the same settings.
[[nodiscard]] FloatImage farnebackFlow(const FlowPyramid& before, const FlowPyramid& now,
                                       const FlowSettings& settings);

}  // namespace gradevault
