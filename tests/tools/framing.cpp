#include "framing.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace gradevault::film {
namespace {

constexpr double kRadians = CV_PI / 180.0;

double visibleShare(const Item& item, const Camera& camera, const Pose& pose) {
  const auto corners = itemQuad(item, camera.frameFromPlane(pose));
  std::vector<cv::Point2f> quad(corners.begin(), corners.end());
  const auto right = static_cast<float>(camera.frame().width - 1);
  const auto bottom = static_cast<float>(camera.frame().height - 1);
  const std::vector<cv::Point2f> frame = {{0, 0}, {right, 0}, {right, bottom}, {0, bottom}};
  std::vector<cv::Point2f> common;
  return cv::intersectConvexConvex(quad, frame, common) / cv::contourArea(quad);
}

bool insideWithMargin(const Item& item, const Camera& camera, const Pose& pose) {
  const cv::Size frame = camera.frame();
  const double margin = 0.03 * std::min(frame.width, frame.height);
  const auto quad = itemQuad(item, camera.frameFromPlane(pose));
  return std::all_of(quad.begin(), quad.end(), [&](cv::Point2d corner) {
    return corner.x >= margin && corner.y >= margin && corner.x <= frame.width - 1 - margin &&
           corner.y <= frame.height - 1 - margin;
  });
}

/// Turns the camera aside until only a part of the item is left in the frame.
Pose lookAway(const Pose& pose, const Framing& framing, const Item& item, const Camera& camera,
              Random& random) {
  const double target = random.uniform(0.62, 0.9);
  const double azimuth = framing.cropAzimuth + kRadians * random.uniform(-15, 15);
  const auto aside = [&](double amount) {
    Pose turned = pose;
    turned.lookX += amount * item.widthMm * std::cos(azimuth);
    turned.lookY += amount * item.heightMm * std::sin(azimuth);
    return turned;
  };
  double least = 0, most = 4;
  for (int step = 0; step < 40; ++step) {
    const double middle = 0.5 * (least + most);
    (visibleShare(item, camera, aside(middle)) > target ? least : most) = middle;
  }
  return aside(most);
}

}  // namespace

Framing chooseFraming(const FilmOptions& options, const Item& item, Random& random) {
  Framing framing;
  framing.heightShare = random.uniform(0.58, 0.85);
  // A wide item in a tall frame is bounded by the frame's width.
  const double widest = 0.88 * options.size.width / options.size.height * item.heightMm / item.widthMm;
  framing.heightShare = std::min(framing.heightShare, widest * random.uniform(0.8, 1.0));
  framing.tilt = kRadians * (options.has(Fault::tilted) ? random.uniform(34, 45) : random.uniform(5, 13));
  // People lean over the table: mostly the far side is the top, now and then a side.
  framing.tiltAzimuth =
      kRadians * (random.chance(0.75) ? random.uniform(-35, 35) : random.uniform(-180, 180));
  framing.roll = kRadians * random.uniform(-6.5, 6.5);
  framing.cropAzimuth = random.uniform(0, 2 * CV_PI);
  return framing;
}

Pose chooseRestPose(const Framing& framing, const FilmOptions& options, const Item& item,
                    const Camera& camera, Random& random) {
  double share = framing.heightShare;
  for (int attempt = 0; attempt < 400; ++attempt) {
    Pose pose;
    const double slack = std::max(0.05, 0.5 * (1.0 - share));
    pose.lookX = item.widthMm * slack * random.uniform(-0.6, 0.6);
    pose.lookY = item.heightMm * slack * random.uniform(-0.5, 0.5);
    pose.distance =
        camera.focalPx() * item.heightMm / (share * camera.frame().height) * random.uniform(0.94, 1.06);
    const double lowest = kRadians * (options.has(Fault::tilted) ? 32 : 4.5);
    const double highest = kRadians * (options.has(Fault::tilted) ? 46 : 15);
    const double tilt = std::clamp(framing.tilt + kRadians * random.uniform(-3, 3), lowest, highest);
    const double azimuth = framing.tiltAzimuth + kRadians * random.uniform(-15, 15);
    // Positive tilts push the bottom away; the collector stands at the bottom.
    pose.tiltX = -tilt * std::cos(azimuth);
    pose.tiltY = tilt * std::sin(azimuth);
    pose.roll = framing.roll + kRadians * random.uniform(-1.5, 1.5);
    if (options.has(Fault::cropped)) return lookAway(pose, framing, item, camera, random);
    if (insideWithMargin(item, camera, pose)) return pose;
    share *= 0.99;
  }
  throw UsageError("no framing found for this item in a frame of this shape");
}

}  // namespace gradevault::film
