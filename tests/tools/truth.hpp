#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "film_options.hpp"
#include "item.hpp"

namespace gradevault::film {

/// What is true of one frame. Coordinates are those of the upright frame, in OpenCV's convention: the centre
/// of the top left px is (0, 0).
struct FrameTruth {
  int index = 0;
  double time = 0;                  ///< s
  std::array<cv::Point2d, 4> quad;  ///< px, clockwise from the item's top left
  std::optional<double>
      motion;            ///< px: mean length of the dense flow from the frame before; frame 0 has none
  double blurSigma = 0;  ///< px: focus and motion together, as the sigma of a Gaussian
  bool sharp = false;    ///< blurSigma ≤ 0.9 px at a long side of 640 px
  bool still = false;    ///< motion ≤ 30 px/s at a long side of 640 px; frame 0: at its own instant
  double exposure = 1;   ///< linear factor on the light
  cv::Point2d lamp;      ///< mm in the item's plane, origin at the item's centre
};

/// One damaged place.
struct DamageTruth {
  DamageKind kind = DamageKind::crease;
  std::string regionHint;  ///< spine, corners, edges or surface: where its middle lies
};

constexpr double kSharpSigmaAt640 = 0.9;   ///< px
constexpr double kStillSpeedAt640 = 30.0;  ///< px/s

/// The whole of truth.json; the format is described in README.md.
nlohmann::json truthJson(const FilmOptions& options, const Item& item, const std::vector<DamageTruth>& damage,
                         const std::vector<FrameTruth>& frames);

/// Mask's path inside the capture's folder.
std::string maskPath(DamageKind kind);

}  // namespace gradevault::film
