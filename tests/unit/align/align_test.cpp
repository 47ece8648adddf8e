#include "gradevault/align.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "printed_picture.hpp"
#include "rectify/homography.hpp"

namespace gradevault {
namespace {

using test::cornerError;
using test::printedPicture;
using test::seenThrough;

constexpr Size size{400, 500};

Homography turned(double degrees, double scale) {
  const double angle = degrees * std::acos(-1.0) / 180.0;
  const double c = scale * std::cos(angle);
  const double s = scale * std::sin(angle);
  const double x = size.width / 2.0;
  const double y = size.height / 2.0;
  return {c, -s, x - c * x + s * y, s, c, y - s * x - c * y, 0, 0, 1};
}

struct Movement {
  const char* name;
  Homography toReference;
};

class KnownMovement : public testing::TestWithParam<Movement> {};

TEST_P(KnownMovement, IsRecoveredWithinATenthOfAPixelAtTheCorners) {
  const RectifiedFrame reference = printedPicture(size, 1);
  const RectifiedFrame frame = seenThrough(reference, GetParam().toReference, size);
  const AlignedPictures out = alignTo(reference, frame, {});
  ASSERT_TRUE(out.alignment.ok) << out.alignment.reason;
  EXPECT_LT(cornerError(out.alignment.toReference, GetParam().toReference, size), 0.1);
}

TEST_P(KnownMovement, IsRecoveredInOtherLightAndNoiseToo) {
  const RectifiedFrame reference = printedPicture(size, 2);
  const RectifiedFrame frame = seenThrough(reference, GetParam().toReference, size, {0.8, 12, 4});
  const AlignedPictures out = alignTo(reference, frame, {});
  ASSERT_TRUE(out.alignment.ok) << out.alignment.reason;
  EXPECT_LT(cornerError(out.alignment.toReference, GetParam().toReference, size), 0.3);
}

INSTANTIATE_TEST_SUITE_P(
    , KnownMovement,
    testing::Values(Movement{"none", {1, 0, 0, 0, 1, 0, 0, 0, 1}},
                    Movement{"wholePixels", {1, 0, 4, 0, 1, -7, 0, 0, 1}},
                    Movement{"fractionsOfAPixel", {1, 0, 2.37, 0, 1, 5.81, 0, 0, 1}},
                    Movement{"rotation", turned(1.7, 1)}, Movement{"scale", turned(-0.6, 1.03)},
                    Movement{"perspective", {1.01, 0.012, -6, -0.008, 0.99, 7, 2e-5, -1.5e-5, 1}}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Align, FramesOfAnotherSizeComeOutInTheReferences) {
  const RectifiedFrame reference = printedPicture(size, 3);
  const Size smaller{380, 475};
  const Homography truth{400.0 / 380, 0, 0.3, 0, 500.0 / 475, -0.4, 0, 0, 1};
  const AlignedPictures out = alignTo(reference, seenThrough(reference, truth, smaller), {});
  ASSERT_TRUE(out.alignment.ok) << out.alignment.reason;
  EXPECT_EQ(out.frame.luma.size(), size);
  EXPECT_LT(cornerError(out.alignment.toReference, truth, smaller), 0.2);
}

TEST(Align, TheAlignedPictureShowsWhatTheReferenceShows) {
  const RectifiedFrame reference = printedPicture(size, 4);
  const RectifiedFrame frame = seenThrough(reference, turned(1.2, 1.01), size);
  const AlignedPictures out = alignTo(reference, frame, {});
  ASSERT_TRUE(out.alignment.ok) << out.alignment.reason;
  double luma = 0;
  double rgb = 0;
  int count = 0;
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      if (out.frame.valid.at(x, y) == 0) continue;
      ++count;
      luma += std::abs(out.frame.luma.at(x, y) - reference.luma.at(x, y));
      rgb += std::abs(out.frame.rgb.at(x, y, 2) - reference.rgb.at(x, y, 2));
    }
  }
  ASSERT_GT(count, size.width * size.height * 9 / 10);
  EXPECT_LT(luma / count, 1.5);
  EXPECT_LT(rgb / count, 1.5);
}

TEST(Align, PixelsThatTheFrameNeverSawAreInvalid) {
  const RectifiedFrame reference = printedPicture(size, 5);
  const AlignedPictures out =
      alignTo(reference, seenThrough(reference, {1, 0, 20, 0, 1, 0, 0, 0, 1}, size), {});
  ASSERT_TRUE(out.alignment.ok) << out.alignment.reason;
  for (int y = 0; y < size.height; ++y) {
    EXPECT_EQ(out.frame.valid.at(18, y), 0) << y;
    EXPECT_EQ(out.frame.valid.at(22, y), 255) << y;
  }
}

TEST(Align, KeepsTheWayBackToTheFramesPixels) {
  const RectifiedFrame reference = printedPicture(size, 6);
  RectifiedFrame frame = seenThrough(reference, {1, 0, 6, 0, 1, 3, 0, 0, 1}, size);
  frame.fromFrame = {0.5, 0, -40, 0, 0.5, -60, 0, 0, 1};
  const AlignedPictures out = alignTo(reference, frame, {});
  ASSERT_TRUE(out.alignment.ok) << out.alignment.reason;
  const Point p = mapped(out.frame.fromFrame, {300, 350});
  EXPECT_NEAR(p.x, 300 * 0.5 - 40 + 6, 0.1);
  EXPECT_NEAR(p.y, 350 * 0.5 - 60 + 3, 0.1);
}

}  // namespace
}  // namespace gradevault
