#include <gtest/gtest.h>

#include "opencv_stages.hpp"
#include "pictures/pictures.hpp"
#include "reference_stages.hpp"

namespace gradevault {
namespace {

std::vector<GrayImage> picturesOf(Size size) {
  return {testing::noise(size, 61), testing::waves(size), testing::constant(size, 0),
          testing::constant(size, 255)};
}

TEST(EqualStages, LaplacianAndExposureOfBothEnginesAreTheSameIntegersAtAwkwardSizes) {
  const auto reference = makeReferenceStages({});
  const auto opencv = makeOpencvStages({});
  for (const Size size : testing::awkwardSizes) {
    for (const GrayImage& picture : picturesOf(size)) {
      EXPECT_EQ(opencv->laplacian(picture.view()), reference->laplacian(picture.view())) << size;
      EXPECT_EQ(opencv->exposure(picture.view()), reference->exposure(picture.view())) << size;
    }
  }
}

TEST(EqualStages, GlareOfBothEnginesIsEqualAtAwkwardSizesAndEveryLevel) {
  const auto reference = makeReferenceStages({});
  const auto opencv = makeOpencvStages({});
  for (const Size size : testing::awkwardSizes) {
    const std::int64_t pixels = std::int64_t{size.width} * size.height;
    for (const GrayImage& picture : picturesOf(size)) {
      for (const int level : {1, 128, 250, 255}) {
        const std::vector<SaturatedBlob> expected = reference->saturatedAreas(picture.view(), level);
        const std::vector<SaturatedBlob> got = opencv->saturatedAreas(picture.view(), level);
        for (const double share : {0.0, 1e-4, 0.3}) {
          EXPECT_EQ(glareFrom(got, pixels, share), glareFrom(expected, pixels, share))
              << size << " level " << level << " share " << share;
        }
      }
    }
  }
}

TEST(EqualStages, OfACropAreThoseOfItsCopy) {
  const GrayImage picture = testing::noise({65, 63}, 62);
  const GrayView crop = picture.view().cropped({7, 9, 31, 17});
  const GrayImage copy(crop);
  for (const auto& stages : {makeReferenceStages({}), makeOpencvStages({})}) {
    EXPECT_EQ(stages->laplacian(crop), stages->laplacian(copy.view()));
    EXPECT_EQ(stages->exposure(crop), stages->exposure(copy.view()));
    const auto still = stages->flowState(testing::waves({31, 17}).view());
    EXPECT_EQ(stages->flowLength(*still, *stages->flowState(crop)),
              stages->flowLength(*still, *stages->flowState(copy.view())));
  }
}

}  // namespace
}  // namespace gradevault
