#pragma once

#include <optional>

#include "gradevault/decoded_picture.hpp"
#include "gradevault/options.hpp"
#include "gradevault/quad_tracker.hpp"
#include "gradevault/rotation.hpp"

namespace gradevault::precheck {

/// Where the item is in a live picture: looked for a few times a second, by the frames' own time, and carried
/// along between. All quads in px of the upright quick luma.
class LiveItem {
 public:
  LiveItem(const Options& options, Rotation rotation) : options_(options), rotation_(rotation) {}

  struct Place {
    std::optional<Quad> quad;
    bool tracked = false;  ///< carried on from an earlier frame
    /// px of the quick luma by which the corners moved since the frame before, on average; absent where
    /// nothing was tracked.
    std::optional<double> travel = std::nullopt;
  };

  /// The next frame at `time`: its picture, its quick luma in coded orientation, and the same upright.
  [[nodiscard]] Place observe(double time, const DecodedPicture& picture, GrayView quickCoded,
                              GrayView quickUpright, int factor);
  /// Whether it was looked for at all so far.
  [[nodiscard]] bool looked() const noexcept { return lastLook_.has_value(); }

 private:
  [[nodiscard]] Place place(double time, const DecodedPicture& picture, GrayView quickCoded,
                            GrayView quickUpright, int factor, const std::optional<Quad>& tracked);
  [[nodiscard]] std::optional<Quad> look(const DecodedPicture& picture, GrayView quickCoded, int factor,
                                         const std::optional<Quad>& tracked) const;

  const Options& options_;
  Rotation rotation_;
  std::optional<double> lastLook_;
  std::optional<Quad> lastQuad_;
  int misses_ = 0;  ///< looks in a row that found nothing
  QuadTracker tracker_;
};

}  // namespace gradevault::precheck
