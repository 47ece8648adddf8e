#pragma once

#include <opencv2/core.hpp>

#include "camera.hpp"
#include "film_options.hpp"
#include "item.hpp"
#include "random.hpp"

namespace gradevault::film {

/// Light and gloss as they fall on the frame, on a coarse grid: node (i, j) is at frame px
/// (step · (i + 0.5) − 0.5, step · (j + 0.5) − 0.5), the places that cv::resize assumes.
struct LightGrid {
  static constexpr int step = 16;
  cv::Mat gain;   ///< CV_32FC1: factor on gamma-coded values.
  cv::Mat gloss;  ///< CV_32FC1: what the glossy surface adds, in 8-bit codes; over 255 saturates.
};

/// One lamp over the table, wandering around the item, with a share of light from everywhere else.
class Lamp {
 public:
  /// @param firstPose fixes where the mirror image is: on the item with the fault `glaring`, beside it
  /// without.
  Lamp(const FilmOptions& options, const Item& item, const Pose& firstPose, Random& random);

  /// Plane coordinates in mm; z is negative, above the table.
  cv::Vec3d positionAt(double time) const;

  /// Linear light at a place of the plane, 1 at the item's centre at time 0.
  /// @param slope tangents by which the surface's normal leans towards +x and +y; (0, 0): flat.
  double lightAt(cv::Point2d place, cv::Vec2d slope, const cv::Vec3d& lamp) const;

  /// What a glossy surface adds at a place, in 8-bit codes.
  double glossAt(cv::Point2d place, cv::Vec2d slope, const cv::Vec3d& lamp, const cv::Vec3d& eye) const;

  /// What a raised or cut edge (crease, scratch) adds: a wide lobe, since such edges are rough.
  double glintAt(cv::Point2d place, cv::Vec2d slope, const cv::Vec3d& lamp, const cv::Vec3d& eye) const;

  /// The whole frame.
  /// @param exposure linear factor on all light.
  LightGrid shine(const Camera& camera, const Pose& pose, double time, double exposure) const;

 private:
  double halfway(cv::Point2d place, cv::Vec2d slope, const cv::Vec3d& lamp, const cv::Vec3d& eye) const;
  cv::Vec2d waviness(cv::Point2d place) const;

  bool flat_ = false;  ///< Pure translations are filmed in even light.
  double radius_ = 0;
  double height_ = 0;
  double azimuth_ = 0;
  double turn_ = 0;    ///< rad/s
  double wobble_ = 0;  ///< rad
  cv::Point2d centre_;
  double ambient_ = 0.5;
  double norm_ = 1;
  double strength_ = 0;
  double exponent_ = 100;
  cv::Vec4d waves_;  ///< Wave numbers (1/mm) along x and y, and phases.
  double waveSlope_ = 0;
};

/// The camera's exposure, a linear factor: it breathes, and settles once anew, as automatic exposure does.
class Exposure {
 public:
  Exposure(const FilmOptions& options, Random& random);
  double at(double time) const;

 private:
  double level_ = 1;
  double breath_ = 0;
  double frequency_ = 0;
  double phase_ = 0;
  double stepTime_ = 0;
  double step_ = 0;
};

}  // namespace gradevault::film
