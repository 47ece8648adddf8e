#include <gtest/gtest.h>

#include <stdexcept>

#include "executor/thread_executor.hpp"
#include "pictures/pictures.hpp"
#include "scan/batch_scanner.hpp"
#include "scans.hpp"

namespace gradevault {
namespace {

/// Fails on frames whose top left pixel is 13; everything moves by a pixel.
class FailingStages final : public LumaStages {
 public:
  LaplacianSums laplacian(GrayView luma) const override {
    if (luma.at(0, 0) == 13) throw std::runtime_error("thirteen");
    return {.sum = 0, .squares = 0, .pixels = luma.pixels()};
  }
  ExposureCounts exposure(GrayView) const override { return {}; }
  std::vector<SaturatedBlob> saturatedAreas(GrayView, int) const override { return {}; }
  std::unique_ptr<FlowState> flowState(GrayView) const override { return std::make_unique<FlowState>(); }
  std::int64_t flowLength(const FlowState&, const FlowState&) const override { return 4 << 20; }
};

TEST(BatchScanner, AStageThatThrowsIsAnErrorAndTheNextFrameAFirstOne) {
  const auto scanner = makeBatchScanner({2, 2}, {}, std::make_unique<FailingStages>());
  const std::vector<GrayImage> good{testing::constant({2, 2}, 1), testing::constant({2, 2}, 2)};
  const std::vector<GrayImage> bad{testing::constant({2, 2}, 3), testing::constant({2, 2}, 13)};
  testing::ThreadExecutor executor(2);
  std::vector<FrameScan> out(2);
  ASSERT_TRUE(scanner->scan(testing::inputsFor(good), out, executor).ok());
  EXPECT_EQ(out[1].quick.motion, 1.0);
  const Status failed = scanner->scan(testing::inputsFor(bad), out, executor);
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().code, ErrorCode::internal);
  EXPECT_NE(failed.error().message.find("thirteen"), std::string::npos);
  ASSERT_TRUE(scanner->scan(testing::inputsFor(good), out, executor).ok());
  EXPECT_FALSE(out[0].quick.motion.has_value());
  EXPECT_EQ(out[1].quick.motion, 1.0);
}

}  // namespace
}  // namespace gradevault
