#pragma once

#include <array>
#include <opencv2/core.hpp>

#include "item.hpp"

namespace gradevault::film {

/// Where the phone is. Plane coordinates are the item's (mm, origin at its centre, x right, y down, z into
/// the table). With all angles 0 the camera looks straight down at (lookX, lookY) from `distance`.
struct Pose {
  double lookX = 0;     ///< mm
  double lookY = 0;     ///< mm
  double distance = 1;  ///< mm, from the camera to the point looked at
  double tiltX = 0;     ///< rad, about the picture's horizontal axis
  double tiltY = 0;     ///< rad, about the picture's vertical axis
  double roll = 0;      ///< rad, in the picture, clockwise
  double shiftX = 0;    ///< px, of the picture: what small rotations of the hand come to
  double shiftY = 0;    ///< px
};

/// A pinhole camera. Frame coordinates are OpenCV's: the centre of the top left pixel is (0, 0).
class Camera {
 public:
  /// @param frame size of the upright picture in px. The field of view is a phone's main camera's.
  explicit Camera(cv::Size frame);

  double focalPx() const { return focal_; }
  cv::Size frame() const { return frame_; }

  /// Homography from plane mm to frame px.
  cv::Matx33d frameFromPlane(const Pose& pose) const;

  /// The camera's place in plane coordinates, mm; z is negative, above the table.
  static cv::Vec3d centre(const Pose& pose);

 private:
  cv::Size frame_;
  double focal_;
};

cv::Point2d project(const cv::Matx33d& homography, cv::Point2d point);

/// The item's corners in frame px, clockwise from the item's top left.
std::array<cv::Point2d, 4> itemQuad(const Item& item, const cv::Matx33d& frameFromPlane);

/// Mean length in px of the flow that takes the frame `before` to the frame `after`, over the whole frame.
/// Sampled every 16 px: the flow of a plane is smooth.
double meanFlow(const cv::Matx33d& before, const cv::Matx33d& after, cv::Size frame);

}  // namespace gradevault::film
