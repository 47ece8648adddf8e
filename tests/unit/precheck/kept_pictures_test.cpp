#include "precheck/kept_pictures.hpp"

#include <gtest/gtest.h>

#include "scenes.hpp"

namespace gradevault::precheck {
namespace {

constexpr Size size{64, 48};

/// Offers frames a tenth of a second apart, of these sharpnesses and motions (px).
class Keeping {
 public:
  explicit Keeping(std::size_t most = 8, std::size_t mostBytes = std::size_t{1} << 30)
      : kept(options, most, mostBytes) {}

  void offer(double sharpness, double motion = 0) {
    FrameScan scan;
    scan.quick.sharpness = sharpness;
    if (!records.empty()) scan.quick.motion = motion;
    records.push_back({static_cast<double>(records.size()) / 10, false, scan});
    kept.offer(records, size, grain(size, static_cast<int>(records.size())).frame(0).picture);
  }
  std::vector<int> frames() {
    kept.settle(records);
    return kept.frames();
  }

  Options options;
  std::vector<FrameRecord> records;
  KeptPictures kept;
};

TEST(KeptPictures, AreTheSharpestStillOnesHalfASecondApart) {
  Keeping keeping;
  for (const double sharpness : {90.0, 50.0, 60.0, 40.0, 30.0, 50.0, 55.0, 80.0, 45.0})
    keeping.offer(sharpness);
  EXPECT_EQ(keeping.frames(), (std::vector{2, 7}))
      << "the first frame has no motion, so that nobody knows whether it is still";
}

TEST(KeptPictures, AFrameBeforeAMovementIsNotStill) {
  Keeping keeping;
  keeping.offer(10);
  keeping.offer(50);
  keeping.offer(90);
  keeping.offer(20, 5);
  EXPECT_EQ(keeping.frames(), std::vector{1});
}

TEST(KeptPictures, TheSharpestOfAllStandsInUntilOneIsStill) {
  Keeping keeping;
  keeping.offer(10, 9);
  keeping.offer(70, 9);
  keeping.offer(30, 9);
  EXPECT_EQ(keeping.frames(), std::vector{1});
  keeping.offer(20, 0);
  keeping.offer(25, 0);
  EXPECT_EQ(keeping.frames(), std::vector{4});
}

TEST(KeptPictures, AtTheBoundTheLeastSharpGoes) {
  Keeping keeping(2);
  for (const double sharpness :
       {1.0, 50.0, 1.0, 1.0, 1.0, 1.0, 1.0, 70.0, 1.0, 1.0, 1.0, 1.0, 1.0, 60.0, 1.0}) {
    keeping.offer(sharpness);
  }
  EXPECT_EQ(keeping.frames(), (std::vector{7, 13}));
  const std::size_t onePicture = copyBytes(grain(size, 1).frame(0).picture);
  Keeping narrow(8, onePicture);
  for (const double sharpness : {1.0, 50.0, 1.0, 1.0, 1.0, 1.0, 1.0, 30.0, 1.0}) narrow.offer(sharpness);
  EXPECT_EQ(narrow.frames(), std::vector{1});
}

TEST(KeptPictures, HoldTheFramesOwnPixels) {
  Keeping keeping;
  keeping.offer(10);
  keeping.offer(50);
  keeping.offer(20);
  const std::vector<int> frames = keeping.frames();
  ASSERT_EQ(frames, std::vector{1});
  const DecodedPicture* picture = keeping.kept.find(1);
  ASSERT_NE(picture, nullptr);
  GrayImage luma(size.width, size.height);
  lumaOf(*picture, luma.view());
  EXPECT_EQ(luma, grain(size, 2).y);
  EXPECT_EQ(keeping.kept.find(0), nullptr);
}

}  // namespace
}  // namespace gradevault::precheck
