#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "gradevault/options.hpp"
#include "scene.hpp"

namespace gradevault::item {

/// A quad before it is scored: clockwise, work px, plausible in shape.
struct Proposal {
  Quad quad{};
  double promise = 0;     ///< comparable only between proposals of one kind
  std::string_view kind;  ///< contour, lines, region, before
};

/// The prototype's way, in lightness and in both colour channels and at three sensitivities: blur 5×5, Canny,
/// dilate 3×3 twice, the five largest outer contours, and of each the quad that its convex hull comes closest
/// to.
[[nodiscard]] std::vector<Proposal> proposeFromContours(const Scene& scene, const Options& options);

/// Connected areas that are foreign to the table, at several thresholds; the quad of each one's convex hull.
[[nodiscard]] std::vector<Proposal> proposeFromRegions(const Scene& scene, const Options& options);

/// How much the search for lines costs and finds.
struct LineEffort {
  int linesPerLayer = 26;
  std::size_t mostLines = 72;  ///< with the sides of other proposals
  std::size_t mostQuads = 60;
};

/// Every four lines that can be a quad's sides, the best `mostQuads` by running sums along the lines. The
/// lines: the strongest of both edge layers, the sides of `others`, and the frame's border (for an item that
/// leaves the frame).
[[nodiscard]] std::vector<Proposal> proposeFromLines(const Scene& scene, std::span<const Proposal> others,
                                                     const Options& options, const LineEffort& effort = {});

}  // namespace gradevault::item
