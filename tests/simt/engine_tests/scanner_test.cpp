#include "captures.hpp"
#include "harness/simt_device.hpp"

namespace gradevault {
namespace {

class CudaScans : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    std::string why;
    if (testing::makeDeviceUnderTest(GetParam(), why) == nullptr) GTEST_SKIP() << "skipped: " << why;
  }
  [[nodiscard]] static std::unique_ptr<Scanner> scanner(Size size, const Options& options, int batch) {
    std::string why;
    Result<std::unique_ptr<Scanner>> made = cuda::makeCudaScanner(
        testing::makeDeviceUnderTest(GetParam(), why), size, options, nullptr, {.batch = batch});
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().message);
    return std::move(made).value();
  }
};

TEST_P(CudaScans, EqualTheReferenceWithASmallQuickLuma) {
  Options options;
  options.quickLongSide = 64;
  const std::vector<GrayImage> frames = testing::capture({150, 133}, 7);
  const std::vector<ScanInput> inputs = testing::inputsOf(frames, {2, 5});
  testing::expectEqualScans(testing::scanWith(*scanner({150, 133}, options, 3), inputs, 7),
                            testing::referenceScans(inputs, options));
}

TEST_P(CudaScans, EqualTheReferenceWhereTheFrameIsItsOwnQuickLuma) {
  for (const Profile profile : {Profile::quick, Profile::precise}) {
    Options options;
    options.profile = profile;
    const std::vector<GrayImage> frames = testing::capture({97, 71}, 5);
    const std::vector<ScanInput> inputs = testing::inputsOf(frames);
    testing::expectEqualScans(testing::scanWith(*scanner({97, 71}, options, 32), inputs, 5),
                              testing::referenceScans(inputs, options));
  }
}

TEST_P(CudaScans, DoNotDependOnBatchesAndCuts) {
  Options options;
  options.profile = Profile::quick;
  const std::vector<GrayImage> frames = testing::capture({70, 67}, 9);
  const std::vector<ScanInput> inputs = testing::inputsOf(frames, {3});
  const std::vector<FrameScan> expected = testing::referenceScans(inputs, options);
  for (const auto& [batch, cut] : {std::pair{2, 9}, {2, 1}, {4, 5}, {9, 2}}) {
    SCOPED_TRACE(::testing::Message() << "batch " << batch << " cut " << cut);
    testing::expectEqualScans(
        testing::scanWith(*scanner({70, 67}, options, batch), inputs, static_cast<std::size_t>(cut)),
        expected);
  }
}

TEST_P(CudaScans, EqualTheReferenceForOtherSettingsOfTheFlow) {
  struct Settings {
    int levels, window, iterations;
  };
  for (const Settings settings : {Settings{0, 15, 3}, {8, 15, 2}, {3, 15, 1}, {1, 5, 2}, {2, 63, 1}}) {
    Options options;
    options.profile = Profile::quick;
    options.flowLevels = settings.levels;
    options.flowWindow = settings.window;
    options.flowIterations = settings.iterations;
    const std::vector<GrayImage> frames = testing::capture({83, 131}, 3);
    const std::vector<ScanInput> inputs = testing::inputsOf(frames);
    SCOPED_TRACE(::testing::Message()
                 << settings.levels << ' ' << settings.window << ' ' << settings.iterations);
    testing::expectEqualScans(testing::scanWith(*scanner({83, 131}, options, 2), inputs, 3),
                              testing::referenceScans(inputs, options));
  }
}

TEST_P(CudaScans, EqualTheReferenceOnTinyFramesAndOddGlareSettings) {
  for (const Size size : {Size{1, 1}, Size{1, 19}, Size{23, 1}, Size{3, 3}, Size{17, 31}}) {
    Options options;
    options.glareLevel = 128;
    options.glareBlobShare = size.width == 17 ? 0.0 : 0.02;
    const std::vector<GrayImage> frames{testing::noise(size, 1), testing::noise(size, 2),
                                        testing::constant(size, 255)};
    const std::vector<ScanInput> inputs = testing::inputsOf(frames);
    testing::expectEqualScans(testing::scanWith(*scanner(size, options, 2), inputs, 3),
                              testing::referenceScans(inputs, options));
  }
}

INSTANTIATE_TEST_SUITE_P(Devices, CudaScans, ::testing::ValuesIn(testing::devicesUnderTest),
                         [](const auto& test) { return std::string(test.param); });

TEST(CudaScanner, AllocatesNothingOnceItIsMade) {
  auto device = std::make_unique<simt::SimtDevice>();
  const simt::SimtDevice* const seen = device.get();
  auto scanner = cuda::makeCudaScanner(std::move(device), {70, 67}, {}, nullptr, {.batch = 2});
  ASSERT_TRUE(scanner.ok());
  const std::size_t before = seen->allocations();
  const std::vector<GrayImage> frames = testing::capture({70, 67}, 5);
  testing::scanWith(*scanner.value(), testing::inputsOf(frames), 5);
  EXPECT_EQ(seen->allocations(), before);
  EXPECT_TRUE(seen->findings().none()) << seen->findings().text();
}

TEST(CudaScanner, TakesSmallerBatchesWhereMemoryIsScarceAndSaysWhenItIsTooLittle) {
  const std::vector<GrayImage> frames = testing::capture({70, 67}, 6);
  const std::vector<ScanInput> inputs = testing::inputsOf(frames);
  auto tight = cuda::makeCudaScanner(std::make_unique<simt::SimtDevice>(), {70, 67}, {}, nullptr,
                                     {.deviceBytes = 2000000});
  ASSERT_TRUE(tight.ok());
  testing::expectEqualScans(testing::scanWith(*tight.value(), inputs, 6),
                            testing::referenceScans(inputs, {}));
  const auto none =
      cuda::makeCudaScanner(std::make_unique<simt::SimtDevice>(simt::Schedule{}, 10000), {70, 67}, {});
  ASSERT_FALSE(none.ok());
  EXPECT_NE(none.error().message.find("memory"), std::string::npos);
}

TEST(CudaScanner, RefusesWhatTheOtherEnginesRefuse) {
  const auto code = [](Size size, const Options& options) {
    const auto scanner = cuda::makeCudaScanner(std::make_unique<simt::SimtDevice>(), size, options);
    return scanner.ok() ? "accepted" : name(scanner.error().code);
  };
  Options even;
  even.flowWindow = 14;
  EXPECT_EQ(code({0, 480}, {}), "invalid_argument");
  EXPECT_EQ(code({64, 48}, even), "invalid_argument");
  EXPECT_EQ(code({2, 70000}, {}), "unsupported");
  const auto scanner = cuda::makeCudaScanner(std::make_unique<simt::SimtDevice>(), {8, 8}, {});
  const GrayImage other(9, 8);
  const std::vector<ScanInput> inputs{{.luma = other.view()}};
  std::vector<FrameScan> out(1);
  SequentialExecutor executor;
  EXPECT_EQ(scanner.value()->scan(inputs, out, executor).error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace gradevault
