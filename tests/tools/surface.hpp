#pragma once

#include <opencv2/core.hpp>

namespace gradevault::film {

/// The item's surface. `art` is CV_8UC3, BGR; the slopes are CV_32FC1 of the same size: tangents by which the
/// surface's normal leans towards +x and +y. Empty slopes: flat everywhere.
struct Surface {
  cv::Mat art;
  cv::Mat slopeX;
  cv::Mat slopeY;
};

}  // namespace gradevault::film
