#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/item.hpp"
#include "gradevault/options.hpp"
#include "gradevault/scan.hpp"
#include "gradevault/select.hpp"

namespace gradevault {

enum class CheckStatus { ok, warn, fail, not_available };
enum class Verdict { good, usable, retake };

[[nodiscard]] std::string_view name(CheckStatus value) noexcept;
[[nodiscard]] std::string_view name(Verdict value) noexcept;

/// One answer to "is this capture good enough?".
struct Check {
  std::string id;                   ///< sharpness motion exposure glare framing tilt resolution coverage
  CheckStatus status = CheckStatus::not_available;
  std::optional<double> value;
  std::optional<double> threshold;  ///< the one that the value missed, or (when ok) the first that it would miss
  std::string unit;
  std::vector<std::string> where;   ///< places ("top left", "frame 12"), may be empty
  std::string hint;                 ///< what to do, for people; empty when ok
};

/// Everything that the checks look at; all of it exists in the browser too.
struct CheckInput {
  std::span<const FrameRecord> frames;   ///< glare blobs already turned upright (`rotated` of rotation.hpp)
  const Selection& selection;
  std::span<const ItemDetection> items;  ///< one for each selected frame, or empty when none was looked for
  /// `gradevault::itemSharpness` of each selected frame, absent without a quad; empty when no item was looked for.
  std::span<const std::optional<double>> itemSharpness;
  Size frameSize;                        ///< upright, px
  Size quickSize;                        ///< upright, px
};

/// The eight checks, in this order. A value exactly on a limit is on the good side of it. Golden frames are those of
/// the selection; a median over an even number of them is the mean of the two middle ones.
///
/// | id | value (unit) | fails, warns | where |
/// |---|---|---|---|
/// | sharpness | median over the golden frames with a quad of the item's Laplacian variance in the quick luma; without any quad, of the whole frame's (luma²; the unit says which) | below | |
/// | motion | `Selection::stableShare` (share of frames); fails too without a stable frame | below | |
/// | exposure | `highlightLuma` (too dark), mean luma (too bright) or the share of burnt-out pixels, each the mean over golden frames: what misses worst, in this order; when ok, the nearer one of the first two limits | below, above, above | frames |
/// | glare | median over the golden frames with a quad of the item's share under saturated blobs; without any quad, of the frame's (the unit says which). A blob is taken to fill its box evenly: share of the frame × boxes inside the quad / all boxes / item's share of the frame | above | parts of the item |
/// | framing | the first that misses: share of golden frames with a quad (under half fails), median distance of the nearest corner to the frame's border (fails; a single frame warns), median of the item's share of the frame, share of golden frames with a quad again (less than all warns); the unit says which | below | corners, frames |
/// | tilt | median of `tiltDegrees` (°) | above | the side that is farther away |
/// | resolution | median over the quads of the shorter of mean width and mean height, px of the full-size frame | below | |
/// | coverage | golden frames that are stable (golden frames) | below | |
///
/// Not available, with the reason as hint: all but coverage without a golden frame; framing, tilt and resolution when no
/// item was looked for; tilt and resolution when none was found.
[[nodiscard]] std::vector<Check> runChecks(const CheckInput& input, const Options& options);

/// `retake` when any of sharpness, motion, exposure, framing, coverage fails; `usable` when anything warns or another
/// fails; else `good`. A check that is not available changes nothing.
[[nodiscard]] Verdict verdictOf(std::span<const Check> checks);

}  // namespace gradevault
