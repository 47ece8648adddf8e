#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "gradevault/align.hpp"
#include "printed_picture.hpp"
#include "rectify/mat_view.hpp"

namespace gradevault {
namespace {

using test::printedPicture;
using test::seenThrough;

constexpr Size size{360, 450};

RectifiedFrame plain(Size of) {
  RectifiedFrame out = seenThrough(printedPicture(of, 1), {1, 0, 0, 0, 1, 0, 0, 0, 1}, of);
  matOver(out.luma.view()).setTo(140);
  return out;
}

void expectRefused(const RectifiedFrame& reference, const RectifiedFrame& frame) {
  const AlignedPictures out = alignTo(reference, frame, {});
  EXPECT_FALSE(out.alignment.ok);
  EXPECT_FALSE(out.alignment.reason.empty());
  EXPECT_TRUE(out.frame.luma.empty());
  EXPECT_TRUE(out.frame.rgb.empty());
}

TEST(AlignRefuses, AFrameWithoutTexture) {
  expectRefused(printedPicture(size, 1), plain(size));
  expectRefused(plain(size), printedPicture(size, 1));
  expectRefused(plain(size), plain(size));
}

TEST(AlignRefuses, NothingButNoise) {
  RectifiedFrame noise = plain(size);
  cv::RNG(3).fill(matOver(noise.luma.view()), cv::RNG::NORMAL, 128, 12);
  expectRefused(printedPicture(size, 1), noise);
}

TEST(AlignRefuses, AnotherPicture) {
  for (std::uint32_t seed = 10; seed < 16; ++seed)
    expectRefused(printedPicture(size, 1), printedPicture(size, seed));
}

TEST(AlignRefuses, AMirroredPicture) {
  const RectifiedFrame reference = printedPicture(size, 1);
  expectRefused(reference, seenThrough(reference, {-1, 0, size.width - 1.0, 0, 1, 0, 0, 0, 1}, size));
}

TEST(AlignRefuses, APictureUpsideDown) {
  const RectifiedFrame reference = printedPicture(size, 1);
  expectRefused(reference,
                seenThrough(reference, {-1, 0, size.width - 1.0, 0, -1, size.height - 1.0, 0, 0, 1}, size));
}

TEST(AlignRefuses, AMoveOfMoreThanATenthOfTheLongSide) {
  const RectifiedFrame reference = printedPicture(size, 1);
  expectRefused(reference, seenThrough(reference, {1, 0, 0, 0, 1, 60, 0, 0, 1}, size));
  const AlignedPictures near =
      alignTo(reference, seenThrough(reference, {1, 0, 0, 0, 1, 38, 0, 0, 1}, size), {});
  EXPECT_TRUE(near.alignment.ok) << near.alignment.reason;
}

TEST(AlignRefuses, PicturesThatAreTooSmallToSayAnything) {
  for (const Size tiny : {Size{16, 16}, Size{1, 1}, Size{3, 200}, Size{60, 40}})
    expectRefused(plain(tiny), plain(tiny));
  expectRefused(printedPicture({16, 16}, 1), printedPicture({16, 16}, 1));
}

TEST(AlignRefuses, AFrameThatIsNowhereValid) {
  const RectifiedFrame reference = printedPicture(size, 1);
  RectifiedFrame frame = reference;
  matOver(frame.valid.view()).setTo(0);
  expectRefused(reference, frame);
}

}  // namespace
}  // namespace gradevault
