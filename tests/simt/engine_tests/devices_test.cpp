#include "captures.hpp"
#include "gradevault/engines/cuda.hpp"

namespace gradevault {
namespace {

TEST(CudaDevices, AreListedOrThereIsAReasonForPeople) {
  const Result<std::vector<CudaDevice>> devices = cudaDevices();
  if (devices.ok()) {
    ASSERT_FALSE(devices.value().empty());
    EXPECT_FALSE(devices.value()[0].name.empty());
    EXPECT_GT(devices.value()[0].memory, 0U);
    return;
  }
  EXPECT_EQ(devices.error().code, ErrorCode::unsupported);
  EXPECT_NE(devices.error().message.find("CUDA"), std::string::npos) << devices.error().message;
}

TEST(CudaDevices, TheEngineComesOrGivesTheSameReason) {
  const Result<std::vector<CudaDevice>> devices = cudaDevices();
  const Result<std::unique_ptr<Engine>> engine = makeCudaEngine();
  ASSERT_EQ(engine.ok(), devices.ok());
  if (!engine.ok()) {
    EXPECT_EQ(engine.error().message, devices.error().message);
    return;
  }
  EXPECT_EQ(engine.value()->info().name, "cuda");
  EXPECT_EQ(engine.value()->info().device, devices.value()[0].name);
}

TEST(CudaDevices, OneThatIsNotThereIsRefused) {
  EXPECT_FALSE(makeCudaEngine(1000).ok());
  EXPECT_FALSE(makeCudaEngine(-1).ok());
}

TEST(CudaDevices, ScanWholeFramesAsTheReferenceDoes) {
  const Result<std::unique_ptr<Engine>> engine = makeCudaEngine();
  if (!engine.ok()) GTEST_SKIP() << "skipped: no CUDA device (" << engine.error().message << ")";
  for (const Size size : {Size{640, 480}, Size{1279, 719}, Size{1920, 1080}}) {
    const std::vector<GrayImage> frames = testing::capture(size, 5);
    const std::vector<ScanInput> inputs = testing::inputsOf(frames, {3});
    const auto scanner = engine.value()->makeScanner(size, {});
    ASSERT_TRUE(scanner.ok()) << scanner.error().message;
    SCOPED_TRACE(::testing::Message() << size);
    testing::expectEqualScans(testing::scanWith(*scanner.value(), inputs, 2),
                              testing::referenceScans(inputs, {}));
  }
}

TEST(CudaDevices, MakeDefectMapsOfWholePicturesAsTheReferenceDoes) {
  const Result<std::unique_ptr<Engine>> engine = makeCudaEngine();
  if (!engine.ok()) GTEST_SKIP() << "skipped: no CUDA device (" << engine.error().message << ")";
  const std::vector<GrayImage> pictures = testing::capture({1401, 997}, 3);
  const GrayImage valid = testing::constant({1401, 997}, 255);
  std::vector<AlignedFrame> frames;
  for (const GrayImage& picture : pictures) frames.push_back({picture.view(), valid.view()});
  SequentialExecutor executor;
  const auto maps = engine.value()->edgeDefectMaps(frames, {}, executor);
  const auto expected = makeReferenceEngine().value()->edgeDefectMaps(frames, {}, executor);
  ASSERT_TRUE(maps.ok()) << maps.error().message;
  EXPECT_EQ(maps.value().score, expected.value().score);
  EXPECT_EQ(maps.value().mask, expected.value().mask);
  EXPECT_EQ(maps.value().defectPercentage, expected.value().defectPercentage);
}

}  // namespace
}  // namespace gradevault
