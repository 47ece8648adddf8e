#include <algorithm>
#include <tuple>

#include "cpu_stages.hpp"
#include "every_set.hpp"
#include "gradevault/luma.hpp"
#include "saturated_areas.hpp"
#include "scan/exposure.hpp"
#include "scan/glare.hpp"
#include "scan/sharpness.hpp"

namespace gradevault {
namespace {

class CpuScan : public testing::EveryInstructionSet {};

std::vector<SaturatedBlob> sorted(std::vector<SaturatedBlob> blobs) {
  const auto key = [](const SaturatedBlob& blob) {
    return std::tuple(blob.box.y, blob.box.x, blob.pixels, blob.box.width, blob.box.height);
  };
  std::sort(blobs.begin(), blobs.end(), [&](const SaturatedBlob& a, const SaturatedBlob& b) { return key(a) < key(b); });
  return blobs;
}

TEST_P(CpuScan, LaplacianSumsAndExposureAreTheReferencesIntegers) {
  for (const Size size : testing::sizesForKernels()) {
    for (const GrayImage& picture : testing::picturesOf(size)) {
      EXPECT_EQ(kernels().laplacian(picture.view()), laplacianSums(picture.view())) << size;
      EXPECT_EQ(kernels().exposure(picture.view()), exposureCounts(picture.view())) << size;
    }
  }
}

TEST_P(CpuScan, TheSteepestPictureDoesNotOverflow) {
  GrayImage board(8200, 3);
  for (int y = 0; y < board.height(); ++y) {
    for (int x = 0; x < board.width(); ++x) board.at(x, y) = (x + y) % 2 == 0 ? 255 : 0;
  }
  EXPECT_EQ(kernels().laplacian(board.view()), laplacianSums(board.view()));
}

TEST_P(CpuScan, HighlightsAreTheReferences) {
  const auto stages = cpu::makeCpuStages({}, kernels());
  for (const Size size : testing::sizesForKernels()) {
    for (const GrayImage& picture : testing::picturesOf(size)) {
      EXPECT_EQ(stages->highlightLuma(picture.view()), highlightLuma(picture.view())) << size;
    }
  }
  // Exactly 99 of 100 pixels at 7: the hundredth does not count; 98 of 100: it does.
  GrayImage few = testing::constant({10, 10}, 7);
  few.at(3, 3) = 200;
  EXPECT_EQ(stages->highlightLuma(few.view()), 7);
  few.at(4, 3) = 190;
  EXPECT_EQ(stages->highlightLuma(few.view()), 190);
}

TEST_P(CpuScan, SaturatedAreasAreTheReferencesAtEveryLevel) {
  for (const Size size : testing::sizesForKernels()) {
    for (const GrayImage& picture : testing::picturesOf(size)) {
      for (const int level : {1, 128, 200, 250, 255}) {
        EXPECT_EQ(sorted(cpu::saturatedRuns(kernels(), picture.view(), level)),
                  sorted(saturatedBlobs(picture.view(), level)))
            << size << " level " << level;
      }
    }
  }
}

TEST_P(CpuScan, AreasThatMeetLateAreOne) {
  // Three teeth of a comb, joined at the bottom; a spiral; and two that touch at a corner only.
  GrayImage picture(200, 40);
  for (int y = 2; y < 20; ++y) {
    for (const int x : {3, 66, 130}) picture.at(x, y) = 255;
  }
  for (int x = 3; x <= 130; ++x) picture.at(x, 20) = 255;
  for (int x = 150; x < 190; ++x) picture.at(x, 5) = picture.at(x, 30) = 255;
  for (int y = 5; y <= 30; ++y) picture.at(190, y) = 255;
  for (int y = 15; y <= 30; ++y) picture.at(149, y) = 255;
  picture.at(63, 35) = picture.at(64, 36) = 255;
  const std::vector<SaturatedBlob> areas = cpu::saturatedRuns(kernels(), picture.view(), 250);
  EXPECT_EQ(areas.size(), 3U);
  EXPECT_EQ(sorted(areas), sorted(saturatedBlobs(picture.view(), 250)));
}

TEST_P(CpuScan, AveragesAreTheReferencesAndStayInTheirPicture) {
  std::vector<Size> sizes = testing::sizesForKernels();
  sizes.insert(sizes.end(), {{96, 12}, {97, 13}, {200, 9}, {258, 7}, {1920, 8}});
  const auto stages = cpu::makeCpuStages({}, kernels());
  for (const Size size : sizes) {
    for (const GrayImage& picture : testing::picturesOf(size)) {
      for (const int factor : {1, 2, 3, 4, 5}) {
        const GrayImage expected = averagedDown(picture.view(), factor);
        EXPECT_EQ(stages->averagedDown(picture.view(), factor), expected) << size << " by " << factor;
        if (factor < 2 || factor > 4 || size.width < factor || size.height < factor) continue;
        testing::Guarded<std::uint8_t> averaged(expected.size());
        kernels().average(picture.view(), factor, averaged.view());
        EXPECT_EQ(averaged.copy(), expected) << size << " by " << factor;
        EXPECT_TRUE(averaged.untouchedOutside()) << size << " by " << factor;
      }
    }
  }
}

TEST_P(CpuScan, ACropCountsLikeItsCopy) {
  const GrayImage picture = testing::noise({165, 63}, 62);
  const GrayView crop = picture.view().cropped({7, 9, 131, 17});
  const GrayImage copy(crop);
  EXPECT_EQ(kernels().laplacian(crop), laplacianSums(copy.view()));
  EXPECT_EQ(kernels().exposure(crop), exposureCounts(copy.view()));
  const auto stages = cpu::makeCpuStages({}, kernels());
  for (const int factor : {2, 3, 4}) {
    EXPECT_EQ(stages->averagedDown(crop, factor), averagedDown(copy.view(), factor));
  }
  EXPECT_EQ(kernels().countFrom(crop, 100), kernels().countFrom(copy.view(), 100));
  EXPECT_EQ(sorted(cpu::saturatedRuns(kernels(), crop, 200)), sorted(saturatedBlobs(copy.view(), 200)));
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(CpuScan);  // a build without vectors has no kernels
INSTANTIATE_TEST_SUITE_P(Every, CpuScan, ::testing::ValuesIn(cpu::availableKernels()), testing::instructionSetName);

}  // namespace
}  // namespace gradevault
