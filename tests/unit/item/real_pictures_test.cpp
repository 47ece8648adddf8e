#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "../pictures/picture_files.hpp"
#include "gradevault/item.hpp"

namespace gradevault {
namespace {

/// Mean overlap of the found quads with the published corners of the receipts `contrast_<kind>_NN`; absent
/// without data.
std::optional<double> meanReceiptOverlap(const std::string& kind, int count) {
  double sum = 0;
  for (int i = 0; i < count; ++i) {
    const std::filesystem::path stem =
        testing::testData() / "quads" / "flatcv" / ("contrast_" + kind + "_0" + std::to_string(i));
    cv::Mat picture = cv::imread(stem.string() + ".jpeg");
    std::ifstream file(stem.string() + ".json");
    if (picture.empty() || !file) return std::nullopt;
    cv::cvtColor(picture, picture, cv::COLOR_BGR2RGB);
    const nlohmann::json corners = nlohmann::json::parse(file).at("corners");
    Quad truth;
    int k = 0;
    for (const char* name : {"top_left", "top_right", "bottom_right", "bottom_left"}) {
      truth[static_cast<std::size_t>(k++)] = {corners.at(name).at(0), corners.at(name).at(1)};
    }
    SequentialExecutor executor;
    const RgbView view(picture.data, picture.cols, picture.rows, static_cast<std::ptrdiff_t>(picture.step),
                       3);
    const ItemDetection item = detectItem({&view, 1}, Options{}, executor).at(0);
    if (item.quad) sum += intersectionOverUnion(*item.quad, truth);
  }
  return sum / count;
}

TEST(CrumpledReceipts, OfHighContrastAreFound) {
  const std::optional<double> mean = meanReceiptOverlap("high", 6);
  if (!mean) GTEST_SKIP() << "no quads/flatcv in " << testing::testData() << "; set GRADEVAULT_TEST_DATA";
  EXPECT_GE(*mean, 0.92);
}

TEST(CrumpledReceipts, OfMediumContrastAreMostlyFound) {
  const std::optional<double> mean = meanReceiptOverlap("medium", 3);
  if (!mean) GTEST_SKIP() << "no quads/flatcv in " << testing::testData() << "; set GRADEVAULT_TEST_DATA";
  EXPECT_GE(*mean, 0.60);
}

}  // namespace
}  // namespace gradevault
