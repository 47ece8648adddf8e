#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/result.hpp"

namespace gradevault {

enum class Profile { quick, precise };
enum class ItemType { comic, card, toy };
enum class Side { front, back };

[[nodiscard]] std::string_view name(Profile value) noexcept;
[[nodiscard]] std::string_view name(ItemType value) noexcept;
[[nodiscard]] std::string_view name(Side value) noexcept;

/// Everything that changes the results. One flat list with one name each: the member's, which is also the name in the
/// command line (`--min-sharpness`, camelCase becomes kebab-case), the report, the API and JavaScript.
/// The defaults' reasons stand in docs/accuracy.md; `core/schema/options.schema.json` holds the same list.
struct Options {
  Profile profile = Profile::precise;
  ItemType itemType = ItemType::comic;
  Side side = Side::front;

  // scan
  int quickLongSide = 640;      ///< px; the quick luma's long side is at most this
  int flowLevels = 3;           ///< pyramid levels above the full size
  int flowWindow = 15;          ///< px, odd
  int flowIterations = 3;       ///< a level
  int glareLevel = 250;         ///< luma from which a pixel counts as saturated
  double glareBlobShare = 5e-4; ///< of the frame; smaller saturated blobs are not glare

  // select
  double maxMotion = 30.0;      ///< px/s at a long side of 640 px
  double goldenSpacing = 0.5;   ///< s between golden frames
  int goldenFrames = 5;         ///< at most
  double goldenSharpness = 0.3; ///< of the sharpest golden frame's sharpness; a frame below is left out

  // item and align
  double minItemShare = 0.10;   ///< of the frame's area; a smaller quad is not the item
  int orbFeatures = 1000;
  double ransacThreshold = 5.0; ///< px
  int maxRectifiedSide = 4096;  ///< px

  // defects
  double maskSigma = 0.3;       ///< mask = score over mean + this many σ

  // checks: a value on the wrong side of `fail…` fails, of `warn…` warns
  double warnSharpness = 120.0;       ///< Laplacian variance of the item in the quick luma, median
  double failSharpness = 60.0;
  double warnStableShare = 0.35;      ///< of the frames that have a motion: share that is stable
  double failStableShare = 0.20;
  double failHighlight = 110.0;       ///< `QuickSample::highlightLuma`, mean over the golden frames
  double warnHighlight = 140.0;
  double warnBrightMean = 225.0;      ///< mean luma of the golden frames
  double failBrightMean = 240.0;
  double warnClippedShare = 0.08;     ///< share of pixels ≥ 250 …
  double failClippedShare = 0.30;
  double warnGlareShare = 0.04;       ///< share of the item (else the frame) under saturated blobs
  double failGlareShare = 0.10;
  double warnItemShare = 0.12;        ///< item's share of the frame's area
  double failItemShare = 0.08;
  double framingMargin = 0.01;       ///< of the frame's long side; corners nearer to the border count as cut off
  double warnTilt = 20.0;             ///< degrees between the item's plane and the picture's
  double failTilt = 30.0;
  double warnResolution = 300.0;      ///< px of the full-size frame across the item's short side
  double failResolution = 200.0;
  int warnGoldenFrames = 3;           ///< fewer golden frames warn
  int failGoldenFrames = 1;           ///< fewer fail
  bool operator==(const Options&) const = default;
};

/// How one option looks from outside.
struct OptionInfo {
  std::string_view name;         ///< camelCase
  std::string_view description;  ///< one line, with the unit
  std::string_view unit;         ///< "", "px", "s", "share", …
  double minimum = 0;
  double maximum = 0;
  bool whole = false;
};

/// Calls `visitor(info, member)` for every numeric option, in a fixed order. `OptionsLike` is Options or const Options.
template <class OptionsLike, class Visitor>
void visitNumericOptions(OptionsLike& options, Visitor&& visitor);

/// Every value within its range, windows odd; else an error that names the option, its value and the range.
[[nodiscard]] Status validate(const Options& options);

}  // namespace gradevault

#include "gradevault/options_visit.hpp"
