#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "random.hpp"

namespace gradevault::film {

/// A line drawn by chance over the flat picture, as fields that say how far each px is from it.
struct Stroke {
  cv::Rect area;    ///< Where the fields lie in the picture; empty when the stroke misses it.
  cv::Mat across;   ///< CV_32FC1, px: signed distance from the line; far px hold ± the reach.
  cv::Mat along;    ///< CV_32FC1, 0 … 1: how far along the line its nearest point is.
  cv::Mat normalX;  ///< CV_32FC1: unit vector from the line towards positive distances.
  cv::Mat normalY;
};

/// A way from `from` to `to` that wanders sideways.
/// @param wander standard deviation of the wandering, as a share of the length.
/// @param points ≥ 2
std::vector<cv::Point2d> wanderingLine(cv::Point2d from, cv::Point2d to, double wander, int points,
                                       Random& random);

/// @param line at least two points, px of the picture.
/// @param reach up to which distance px matter, px.
Stroke strokeAlong(const std::vector<cv::Point2d>& line, double reach, cv::Size picture);

}  // namespace gradevault::film
