#include <gtest/gtest.h>

#include "pictures/pictures.hpp"
#include "scans.hpp"

namespace gradevault {
namespace {

class Engines : public ::testing::TestWithParam<const char*> {};

TEST_P(Engines, SayWhatTheyAre) {
  const auto engine = testing::makeEngine(GetParam());
  EXPECT_EQ(engine->info().name, GetParam());
  EXPECT_EQ(engine->info().device, "cpu");
  EXPECT_FALSE(engine->info().isa.empty());
  EXPECT_FALSE(engine->info().detail.empty());
}

TEST_P(Engines, RefuseAFrameWithoutPixels) {
  const Result<std::unique_ptr<Scanner>> scanner = testing::makeEngine(GetParam())->makeScanner({0, 480}, {});
  ASSERT_FALSE(scanner.ok());
  EXPECT_EQ(scanner.error().code, ErrorCode::invalid_argument);
}

TEST_P(Engines, RefuseOptionsOutOfRange) {
  Options options;
  options.flowWindow = 14;
  const Result<std::unique_ptr<Scanner>> scanner =
      testing::makeEngine(GetParam())->makeScanner({640, 480}, options);
  ASSERT_FALSE(scanner.ok());
  EXPECT_NE(scanner.error().message.find("flowWindow"), std::string::npos);

  Options maps;
  maps.maskSigma = 1e6;
  SequentialExecutor executor;
  const GrayImage luma = testing::noise({9, 9}, 1);
  const AlignedFrame frame{luma.view(), luma.view()};
  EXPECT_FALSE(testing::makeEngine(GetParam())->edgeDefectMaps(std::span(&frame, 1), maps, executor).ok());
}

TEST_P(Engines, MakeDefectMaps) {
  SequentialExecutor executor;
  const GrayImage luma = testing::waves({65, 63});
  const GrayImage valid = testing::constant({65, 63}, 255);
  const AlignedFrame frame{luma.view(), valid.view()};
  const Result<DefectMaps> maps =
      testing::makeEngine(GetParam())->edgeDefectMaps(std::span(&frame, 1), {}, executor);
  ASSERT_TRUE(maps.ok());
  EXPECT_EQ(maps.value().valid, valid);
  EXPECT_GT(maps.value().defectPercentage, 0.0);
  EXPECT_LT(maps.value().defectPercentage, 100.0);
}

INSTANTIATE_TEST_SUITE_P(All, Engines, ::testing::ValuesIn(testing::everyEngine()),
                         [](const auto& test) { return std::string(test.param); });

}  // namespace
}  // namespace gradevault
