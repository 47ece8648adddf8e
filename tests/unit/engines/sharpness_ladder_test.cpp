#include <gtest/gtest.h>

#include "pictures/picture_files.hpp"
#include "pictures/pictures.hpp"
#include "scans.hpp"

namespace gradevault {
namespace {

std::vector<double> sharpnessOf(const std::string& engine, const std::vector<std::filesystem::path>& files) {
  std::vector<double> values;
  for (const std::filesystem::path& file : files) {
    const std::vector<GrayImage> frame{testing::grayFile(file)};
    if (frame[0].empty()) return {};
    values.push_back(testing::scanAll(engine, frame)[0].precise->sharpness);
  }
  return values;
}

class SharpnessLadder : public ::testing::TestWithParam<const char*> {};

TEST_P(SharpnessLadder, OfDefocusFallsStepByStepToTheRecordedFigures) {
  std::vector<std::filesystem::path> files;
  for (int step = 1; step <= 6; ++step) {
    files.push_back(testing::testData() / "sharpness" / "bikes" / ("img" + std::to_string(step) + ".png"));
  }
  const std::vector<double> sharpness = sharpnessOf(GetParam(), files);
  if (sharpness.empty()) GTEST_SKIP() << "no " << files[0] << "; set GRADEVAULT_TEST_DATA";
  const std::vector<double> recorded{512, 50, 29, 15, 12, 10};
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    EXPECT_NEAR(sharpness[i], recorded[i], 0.04 * recorded[i]) << files[i];
  }
  for (std::size_t i = 1; i < sharpness.size(); ++i) EXPECT_LT(sharpness[i], sharpness[i - 1]) << files[i];
}

TEST_P(SharpnessLadder, OfGaussianBlurFallsWithItsSigma) {
  std::vector<std::filesystem::path> files;
  for (const char* blur : {"", "_RGB_Gaussian_blur_sigma=0.5", "_RGB_Gaussian_blur_sigma=2.0",
                           "_RGB_Gaussian_blur_sigma=5.0", "_RGB_Gaussian_blur_sigma=7.0"}) {
    files.push_back(testing::testData() / "sharpness" / "klimt_gauss" /
                    ("Klimt" + std::string(blur) + ".png"));
  }
  const std::vector<double> sharpness = sharpnessOf(GetParam(), files);
  if (sharpness.empty()) GTEST_SKIP() << "no " << files[0] << "; set GRADEVAULT_TEST_DATA";
  for (std::size_t i = 1; i < sharpness.size(); ++i) EXPECT_LT(sharpness[i], sharpness[i - 1]) << files[i];
}

INSTANTIATE_TEST_SUITE_P(All, SharpnessLadder, ::testing::ValuesIn(testing::everyEngine()),
                         [](const auto& test) { return std::string(test.param); });

}  // namespace
}  // namespace gradevault
