#pragma once

#include <optional>
#include <vector>

#include "camera.hpp"
#include "film_options.hpp"
#include "item.hpp"
#include "random.hpp"

namespace gradevault::film {

/// The hand that holds the phone: it rests for 0.7 … 1.5 s, moves on for 0.3 … 0.6 s, and never stands quite
/// still. Defined for every instant, so that an exposure can be cut into sub-frames.
class HandMotion {
 public:
  /// @throw UsageError when the item cannot be framed as the options ask.
  HandMotion(const FilmOptions& options, const Item& item, const Camera& camera, Random& random);

  /// @param time in s from the film's start; instants outside the film give its first or last pose.
  Pose poseAt(double time) const;

  /// Gaussian blur of the lens, sigma in px of the frame: focus is lost while the hand moves and found again
  /// shortly after.
  double focusSigmaAt(double time) const;

 private:
  struct Rest {
    double begin = 0;
    double end = 0;
    Pose pose;
  };
  struct Wave {
    double amplitude = 0;  ///< px
    double frequency = 0;  ///< Hz
    double phase = 0;      ///< rad
  };

  void planRests(const FilmOptions& options, const Item& item, const Camera& camera, Random& random);
  void planTremor(const FilmOptions& options, double pxScale, Random& random);

  std::optional<cv::Point2d> speed_;  ///< Of a pure translation, px/s.
  double duration_ = 0;
  std::vector<Rest> rests_;
  std::vector<cv::Point2d> arcs_;  ///< By how much the way from each rest to the next bulges, mm.
  std::vector<Wave> wavesX_;
  std::vector<Wave> wavesY_;
  Wave circle_;  ///< The shaking fault: a circle has no instant of rest.
  double restSigma_ = 0;
  double moveSigma_ = 0;
};

}  // namespace gradevault::film
