#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/executor.hpp"
#include "gradevault/geometry.hpp"
#include "gradevault/image.hpp"
#include "gradevault/options.hpp"

namespace gradevault {

/// A quad that might be the item's outline, in px of the upright frame.
struct QuadCandidate {
  Quad quad{};
  double score = 0;         ///< 0 … 1: support of the four sides and contrast of inside and outside
  std::string proposal;     ///< which proposal found it: contour, lines, region; live also before
};

/// What was found in one frame: the item's quad, or why there is none.
struct ItemDetection {
  std::optional<Quad> quad;  ///< corners to a tenth of a pixel, clockwise from the item's top left
  double score = 0;          ///< 0 … 1 of the quad
  std::string proposal;      ///< which proposal found it
  std::string reason;        ///< without a quad: why, for people
};

/// All plausible quads of one upright colour frame, best first, at most `most`. Uses OpenCV's core and imgproc only, so
/// that it runs in the browser too.
[[nodiscard]] std::vector<QuadCandidate> proposeQuads(RgbView frame, const Options& options, int most = 12);

/// The item in every one of several frames of one capture (equal sizes). Frames agree: the item is one flat thing, so
/// candidates of different frames must have similar shape, aspect ratio and look when rectified; a frame whose best own
/// candidate disagrees with the others takes the one that agrees.
[[nodiscard]] std::vector<ItemDetection> detectItem(std::span<const RgbView> frames, const Options& options,
                                                    Executor& executor);

/// The item in one frame of a live picture, best at the quick luma's size: looked for at half of what `proposeQuads` works at, and
/// among lines only where contours and regions show nothing clear, at about a sixth of its time (docs/decisions/0073-feedback.md).
/// `before` is where the item was a moment ago, if known: one more place to look at. No frames to agree with, so less sure than
/// `detectItem`; for guidance, not for results.
[[nodiscard]] ItemDetection detectItemLive(RgbView frame, const Options& options, const std::optional<Quad>& before = std::nullopt);

/// Angle in degrees between the item's plane and the picture's, from the quad's perspective with a focal length of
/// 1.0 × the frame's long side (a phone's main camera: 26 mm on 36 mm, cropped by video stabilisation to about that).
[[nodiscard]] double tiltDegrees(const Quad& quad, Size frame);

/// Area in px², by the shoelace formula; positive when clockwise on the screen.
[[nodiscard]] double area(const Quad& quad) noexcept;

/// Intersection over union of two convex quads, 0 … 1.
[[nodiscard]] double intersectionOverUnion(const Quad& a, const Quad& b);

/// The same corners, clockwise, the item's top left first: for an upright frame the corner that begins the side that is
/// nearest to horizontal and uppermost.
[[nodiscard]] Quad ordered(const Quad& corners) noexcept;

}  // namespace gradevault
