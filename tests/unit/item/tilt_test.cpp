#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "gradevault/item.hpp"

namespace gradevault {
namespace {

/// A rectangle of `width` × `height` mm, `distance` mm before a camera whose focal length is the frame's long
/// side, tilted by `tilt` degrees about an axis in the picture's plane, turned in its own plane by `roll`.
Quad seen(double width, double height, double distance, double tilt, double axis, double roll, Size frame) {
  const double radians = std::numbers::pi / 180;
  const double focal = std::max(frame.width, frame.height);
  Quad quad;
  const std::array<Point, 4> corners{Point{-width / 2, -height / 2},
                                     {width / 2, -height / 2},
                                     {width / 2, height / 2},
                                     {-width / 2, height / 2}};
  for (std::size_t i = 0; i < 4; ++i) {
    const double x = std::cos(roll * radians) * corners[i].x - std::sin(roll * radians) * corners[i].y;
    const double y = std::sin(roll * radians) * corners[i].x + std::cos(roll * radians) * corners[i].y;
    // Rodrigues about (cos axis, sin axis, 0), of a point with z = 0.
    const double ax = std::cos(axis * radians);
    const double ay = std::sin(axis * radians);
    const double along = (ax * x + ay * y) * (1 - std::cos(tilt * radians));
    const double px = x * std::cos(tilt * radians) + ax * along;
    const double py = y * std::cos(tilt * radians) + ay * along;
    const double pz = distance + (ax * y - ay * x) * std::sin(tilt * radians);
    quad[i] = {(frame.width - 1) / 2.0 + focal * px / pz, (frame.height - 1) / 2.0 + focal * py / pz};
  }
  return quad;
}

TEST(Tilt, OfSyntheticProjectionsIsRightWithinADegree) {
  for (const Size frame : {Size{1280, 720}, Size{1080, 1920}}) {
    for (const double tilt : {0.5, 5.0, 12.0, 25.0, 40.0}) {
      for (const double axis : {0.0, 35.0, 90.0, 200.0}) {
        for (const double roll : {0.0, 8.0, -30.0}) {
          EXPECT_NEAR(tiltDegrees(seen(63, 88, 150, tilt, axis, roll, frame), frame), tilt, 1)
              << "axis " << axis << ", roll " << roll;
        }
      }
    }
  }
}

TEST(Tilt, OfAnUprightRectangleIsZero) {
  EXPECT_NEAR(tiltDegrees({{{100, 100}, {300, 100}, {300, 400}, {100, 400}}}, {640, 480}), 0, 1e-6);
}

TEST(Tilt, OfAQuadWithoutAreaIsANumber) {
  const double tilt = tiltDegrees({{{5, 5}, {5, 5}, {5, 5}, {5, 5}}}, {640, 480});
  EXPECT_TRUE(std::isfinite(tilt));
}

}  // namespace
}  // namespace gradevault
