#pragma once

#include "camera.hpp"
#include "film_options.hpp"
#include "item.hpp"
#include "random.hpp"

namespace gradevault::film {

/// What all rests of one film have in common: how the collector happens to hold the phone.
struct Framing {
  double heightShare = 0.7;  ///< Item's height over the frame's, before tilt.
  double tilt = 0;           ///< rad
  double tiltAzimuth = 0;    ///< rad; 0: the far side of the item is its top.
  double roll = 0;           ///< rad
  double cropAzimuth = 0;    ///< rad: towards which of the item's sides the fault `cropped` looks away.
};

Framing chooseFraming(const FilmOptions& options, const Item& item, Random& random);

/// One rest near the framing. Without the fault `cropped` the whole item is inside the frame with a margin of
/// 3 % of its short side; with it 62 … 90 % of the item's picture is inside.
/// @throw UsageError when no such pose is found.
Pose chooseRestPose(const Framing& framing, const FilmOptions& options, const Item& item,
                    const Camera& camera, Random& random);

}  // namespace gradevault::film
