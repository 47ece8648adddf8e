#include "rotation_metadata.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <tuple>

#include "reading.hpp"
#include "test_video.hpp"

namespace gradevault::media {
namespace {

class WrittenRotation : public testing::TestWithParam<std::tuple<int, const char*>> {};

TEST_P(WrittenRotation, IsFound) {
  const auto [degrees, container] = GetParam();
  const TestFolder folder;
  TestVideo video;
  video.frames = 1;
  video.clockwise = degrees;
  const std::filesystem::path path = folder / (std::string("turned.") + container);
  if (const auto obstacle = writeVideo(path, video)) GTEST_SKIP() << *obstacle;
  const WholeCapture capture = readWhole(path);
  ASSERT_FALSE(capture.error) << capture.error->message;
  EXPECT_EQ(static_cast<int>(capture.reader->facts().rotation), degrees);
  EXPECT_EQ(capture.reader->facts().coded, (Size{64, 48})) << "the size is that of the coded picture";
}

INSTANTIATE_TEST_SUITE_P(Media, WrittenRotation,
                         testing::Combine(testing::Values(0, 90, 180, 270), testing::Values("mp4", "mov")),
                         [](const auto& given) {
                           return std::to_string(std::get<0>(given.param)) + "_" + std::get<1>(given.param);
                         });

Rotation ofMatrix(double a, double b, double c, double d) {
  const auto fixed = [](double value) { return static_cast<std::int32_t>(std::lround(value * 65536)); };
  const std::int32_t matrix[9] = {fixed(a), fixed(b), 0, fixed(c), fixed(d), 0, 0, 0, 1 << 30};
  return rotationOf(matrix);
}

// QuickTime's convention: x' = a x + c y, y' = b x + d y, with y downwards; a phone held upright writes (0 1
// -1 0).
TEST(RotationOfAMatrix, IsTheTurnThatAPlayerMakes) {
  EXPECT_EQ(ofMatrix(1, 0, 0, 1), Rotation::none);
  EXPECT_EQ(ofMatrix(0, 1, -1, 0), Rotation::cw90);
  EXPECT_EQ(ofMatrix(-1, 0, 0, -1), Rotation::cw180);
  EXPECT_EQ(ofMatrix(0, -1, 1, 0), Rotation::cw270);
}

TEST(RotationOfAMatrix, IsTheNearestQuarterTurn) {
  const auto turned = [](double degrees) {
    const double angle = degrees * 3.14159265358979 / 180;
    return ofMatrix(std::cos(angle), std::sin(angle), -std::sin(angle), std::cos(angle));
  };
  EXPECT_EQ(turned(3), Rotation::none);
  EXPECT_EQ(turned(-40), Rotation::none);
  EXPECT_EQ(turned(50), Rotation::cw90);
  EXPECT_EQ(turned(200), Rotation::cw180);
  EXPECT_EQ(turned(-60), Rotation::cw270);
}

TEST(RotationOfAMatrix, IsNoneForMirrorsAndForNonsense) {
  EXPECT_EQ(ofMatrix(-1, 0, 0, 1), Rotation::none);
  EXPECT_EQ(ofMatrix(0, 1, 1, 0), Rotation::none);
  EXPECT_EQ(ofMatrix(0, 0, 0, 0), Rotation::none);
  const std::int32_t extreme[9] = {INT32_MIN, INT32_MIN, 0, INT32_MAX, INT32_MIN, 0, 0, 0, 0};
  EXPECT_TRUE(rotationOf(extreme) == Rotation::cw180 || rotationOf(extreme) == Rotation::cw270)
      << "225 degrees";
}

}  // namespace
}  // namespace gradevault::media
