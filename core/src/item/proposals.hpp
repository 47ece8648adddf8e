#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "gradevault/options.hpp"
#include "scene.hpp"
#include "search_effort.hpp"

namespace gradevault::item {

/// A quad before it is scored: clockwise, work px, plausible in shape.
struct Proposal {
  Quad quad{};
  double promise = 0;     ///< comparable only between proposals of one kind
  std::string_view kind;  ///< contour, lines, region
};

/// The prototype's way, in lightness and in both colour channels and at three sensitivities: blur 5×5, Canny,
/// dilate 3×3 twice, the five largest outer contours, and of each the quad that its convex hull comes closest
/// to.
[[nodiscard]] std::vector<Proposal> proposeFromContours(const Scene& scene, const Options& options);

/// Connected areas that are foreign to the table, at several thresholds; the quad of each one's convex hull.
[[nodiscard]] std::vector<Proposal> proposeFromRegions(const Scene& scene, const Options& options);

/// Every four lines that can be a quad's sides, the best `effort.quadsFromLines` by running sums along the
/// lines. The lines: the strongest of both edge layers, the sides of `others`, and the frame's border (for an
/// item that leaves the frame).
[[nodiscard]] std::vector<Proposal> proposeFromLines(const Scene& scene, std::span<const Proposal> others,
                                                     const Options& options, const SearchEffort& effort);

}  // namespace gradevault::item
