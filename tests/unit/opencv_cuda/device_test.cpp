#include <gtest/gtest.h>

#include "executor/thread_executor.hpp"
#include "gradevault/engines/opencv.hpp"
#include "gradevault/engines/opencv_cuda.hpp"
#include "opencv_cuda_edges.hpp"
#include "opencv_cuda_stages.hpp"
#include "opencv_stages.hpp"
#include "pictures/pictures.hpp"
#include "reference_edges.hpp"
#include "reference_stages.hpp"

namespace gradevault {
namespace {

/// OpenCV's CUDA filters throw for the smallest pictures (seen on an H200 with 1×1).
bool filtersTake(Size size) { return size.width >= 16 && size.height >= 16; }

TEST(OpencvCuda, WithoutADeviceIsOneClearError) {
  const auto engine = makeOpencvCudaEngine();
  if (engine.ok()) GTEST_SKIP() << "there is a CUDA device";
  EXPECT_EQ(engine.error().code, ErrorCode::unsupported);
  EXPECT_NE(engine.error().message.find("CUDA device"), std::string::npos) << engine.error().message;
  EXPECT_EQ(engine.error().message.find('\n'), std::string::npos) << engine.error().message;
}

/// The first device, where there is one.
class OpencvCudaDevice : public ::testing::Test {
 protected:
  void SetUp() override {
    Result<std::unique_ptr<Engine>> made = makeOpencvCudaEngine();
    if (!made.ok()) GTEST_SKIP() << made.error().message;
    engine_ = std::move(made).value();
  }
  std::unique_ptr<Engine> engine_;
};

TEST_F(OpencvCudaDevice, ThatIsNotThereIsRefused) {
  const auto engine = makeOpencvCudaEngine(4096);
  ASSERT_FALSE(engine.ok());
  EXPECT_EQ(engine.error().code, ErrorCode::unsupported);
  EXPECT_NE(engine.error().message.find("no CUDA device 4096"), std::string::npos) << engine.error().message;
}

TEST_F(OpencvCudaDevice, SumsTheLaplacianAsTheReferenceDoesAtAwkwardSizes) {
  const auto reference = makeReferenceStages({});
  const auto stages = makeOpencvCudaStages({}, 0);
  for (const Size size : testing::awkwardSizes) {
    for (const GrayImage& picture :
         {testing::noise(size, 71), testing::waves(size), testing::constant(size, 255)}) {
      EXPECT_EQ(stages->laplacian(picture.view()), reference->laplacian(picture.view())) << size;
    }
  }
}

TEST_F(OpencvCudaDevice, MeasuresLaplacianGradientAndDeviationAsTheReferenceDoesAtAwkwardSizes) {
  const auto reference = makeReferenceEdges();
  const auto edges = makeOpencvCudaEdges(0);
  for (const Size size : testing::awkwardSizes) {
    if (!filtersTake(size)) continue;
    for (const GrayImage& picture :
         {testing::noise(size, 72), testing::waves(size), testing::constant(size, 255)}) {
      const EdgeLayers expected = reference->layers(picture.view());
      const EdgeLayers got = edges->layers(picture.view());
      EXPECT_EQ(got.laplacian, expected.laplacian) << size;
      EXPECT_EQ(got.gradient, expected.gradient) << size;
      EXPECT_EQ(got.deviation, expected.deviation) << size;
    }
  }
}

TEST_F(OpencvCudaDevice, ClosesMasksAsTheReferenceDoesAtAwkwardSizes) {
  const auto reference = makeReferenceEdges();
  const auto edges = makeOpencvCudaEdges(0);
  for (const Size size : testing::awkwardSizes) {
    if (!filtersTake(size)) continue;
    GrayImage mask = testing::noise(size, 73);
    for (int y = 0; y < size.height; ++y) {
      for (int x = 0; x < size.width; ++x) mask.at(x, y) = mask.at(x, y) < 100 ? 255 : 0;
    }
    EXPECT_EQ(edges->closed(mask.view()), reference->closed(mask.view())) << size;
  }
}

/// OpenCV's own test of it allows as much against its CPU code.
TEST_F(OpencvCudaDevice, FindsTheEdgesOfTheReferenceButForTwoInAHundredPixels) {
  const GrayImage picture = testing::waves({640, 480});
  const GrayImage expected = makeReferenceEdges()->layers(picture.view()).canny;
  const GrayImage got = makeOpencvCudaEdges(0)->layers(picture.view()).canny;
  int edges = 0;
  int others = 0;
  for (int y = 0; y < 480; ++y) {
    for (int x = 0; x < 640; ++x) {
      edges += expected.at(x, y) != 0 ? 1 : 0;
      others += expected.at(x, y) != got.at(x, y) ? 1 : 0;
    }
  }
  RecordProperty("otherPixels", others);
  EXPECT_GT(edges, 640 * 480 / 100);
  EXPECT_LE(others, 640 * 480 / 50);
}

TEST_F(OpencvCudaDevice, HasTheMeanMotionOfOpencvOnTheCpuWithinATwentiethOfAPixel) {
  for (const Size size : {Size{640, 480}, Size{1920, 1080}}) {
    const GrayImage before = testing::waves(size);
    const GrayImage now = testing::waves(size, 1.3, 0.7);
    const auto meanMotion = [&](const LumaStages& stages) {
      const std::int64_t length =
          stages.flowLength(*stages.flowState(before.view()), *stages.flowState(now.view()));
      return static_cast<double>(length) / (1 << 20) / static_cast<double>(before.view().pixels());
    };
    const double expected = meanMotion(*makeOpencvStages({}));
    EXPECT_GT(expected, 0.5);
    EXPECT_NEAR(meanMotion(*makeOpencvCudaStages({}, 0)), expected, 0.05) << size;
  }
}

TEST_F(OpencvCudaDevice, GivesTheSameFromSeveralThreads) {
  std::vector<GrayImage> frames;
  for (int i = 0; i < 6; ++i) frames.push_back(testing::waves({1280, 720}, 0.4 * i, 0.2 * i));
  std::vector<ScanInput> inputs;
  for (const GrayImage& frame : frames) inputs.push_back({.luma = frame.view(), .restart = false});
  const auto scans = [&](Executor&& executor) {
    std::vector<FrameScan> out(inputs.size());
    auto scanner = engine_->makeScanner({1280, 720}, {});
    EXPECT_TRUE(scanner.ok());
    if (scanner.ok()) {
      const Status status = (*scanner)->scan(inputs, out, executor);
      EXPECT_TRUE(status.ok()) << status.error().message;
    }
    return out;
  };
  const std::vector<FrameScan> alone = scans(SequentialExecutor{});
  EXPECT_TRUE(alone[1].precise->motion.has_value());
  EXPECT_TRUE(scans(testing::ThreadExecutor(4)) == alone);
}

}  // namespace
}  // namespace gradevault
