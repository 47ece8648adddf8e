#include "camera.hpp"

#include <algorithm>
#include <cmath>

namespace gradevault::film {
namespace {

/// Focal length over the long side of the picture: 26 mm on 36 mm, less the crop that video stabilising
/// takes.
constexpr double kFocalShare = 0.85;

cv::Matx33d rotationOf(const Pose& pose) {
  const double cx = std::cos(pose.tiltX), sx = std::sin(pose.tiltX);
  const double cy = std::cos(pose.tiltY), sy = std::sin(pose.tiltY);
  const double cz = std::cos(pose.roll), sz = std::sin(pose.roll);
  const cv::Matx33d aboutX(1, 0, 0, 0, cx, -sx, 0, sx, cx);
  const cv::Matx33d aboutY(cy, 0, sy, 0, 1, 0, -sy, 0, cy);
  const cv::Matx33d aboutZ(cz, -sz, 0, sz, cz, 0, 0, 0, 1);
  return aboutX * aboutY * aboutZ;
}

}  // namespace

Camera::Camera(cv::Size frame) : frame_(frame), focal_(kFocalShare * std::max(frame.width, frame.height)) {}

cv::Matx33d Camera::frameFromPlane(const Pose& pose) const {
  const cv::Matx33d r = rotationOf(pose);
  const cv::Vec3d shift = cv::Vec3d(0, 0, pose.distance) - r * cv::Vec3d(pose.lookX, pose.lookY, 0);
  const cv::Matx33d view(r(0, 0), r(0, 1), shift[0], r(1, 0), r(1, 1), shift[1], r(2, 0), r(2, 1), shift[2]);
  const cv::Matx33d lens(focal_, 0, (frame_.width - 1) / 2.0 + pose.shiftX, 0, focal_,
                         (frame_.height - 1) / 2.0 + pose.shiftY, 0, 0, 1);
  return lens * view;
}

cv::Vec3d Camera::centre(const Pose& pose) {
  return cv::Vec3d(pose.lookX, pose.lookY, 0) - rotationOf(pose).t() * cv::Vec3d(0, 0, pose.distance);
}

cv::Point2d project(const cv::Matx33d& homography, cv::Point2d point) {
  const cv::Vec3d p = homography * cv::Vec3d(point.x, point.y, 1);
  return {p[0] / p[2], p[1] / p[2]};
}

std::array<cv::Point2d, 4> itemQuad(const Item& item, const cv::Matx33d& frameFromPlane) {
  const double x = item.widthMm / 2, y = item.heightMm / 2;
  return {project(frameFromPlane, {-x, -y}), project(frameFromPlane, {x, -y}),
          project(frameFromPlane, {x, y}), project(frameFromPlane, {-x, y})};
}

double meanFlow(const cv::Matx33d& before, const cv::Matx33d& after, cv::Size frame) {
  const cv::Matx33d flow = after * before.inv();
  constexpr int kStep = 16;
  double sum = 0;
  int count = 0;
  for (int y = std::min(kStep / 2, frame.height / 2); y < frame.height; y += kStep) {
    for (int x = std::min(kStep / 2, frame.width / 2); x < frame.width; x += kStep) {
      const cv::Point2d from(x, y);
      const cv::Point2d step = project(flow, from) - from;
      sum += std::hypot(step.x, step.y);
      ++count;
    }
  }
  return sum / count;
}

}  // namespace gradevault::film
