#include "captures.hpp"
#include "farneback.hpp"
#include "harness/simt_device.hpp"
#include "host/flow_series.hpp"
#include "scan/motion.hpp"

namespace gradevault {
namespace {

class WholeFlow : public ::testing::TestWithParam<const char*> {};

TEST_P(WholeFlow, OfFourLevelsIsTheReferences) {
  std::string why;
  const std::unique_ptr<cuda::Device> device = testing::makeDeviceUnderTest(GetParam(), why);
  if (device == nullptr) GTEST_SKIP() << "skipped: " << why;
  constexpr Size size{267, 259};
  const std::vector<GrayImage> frames = testing::capture(size, 3);
  const cuda::FlowPlan plan = cuda::flowPlan(size, {});
  ASSERT_EQ(plan.levels.size(), 4U);

  auto series = cuda::FlowSeries::make(*device, plan, 3);
  const auto luma = cuda::PlaneMemory<unsigned char>::of(*device, size, 3);
  const auto lengths = cuda::DeviceBuffer<long long>::of(*device, 3);
  const auto pinned = cuda::PinnedBuffer<unsigned char>::of(*device, luma.value().buffer().count());
  const auto back = cuda::PinnedBuffer<long long>::of(*device, 3);
  const cuda::Stack<unsigned char> stack = luma.value().stack();
  for (int i = 0; i < 3; ++i) {
    for (int y = 0; y < size.height; ++y) {
      std::copy_n(
          frames[static_cast<std::size_t>(i)].view().row(y), size.width,
          pinned.value().data() + i * stack.layerElements + static_cast<std::ptrdiff_t>(y) * stack.stride);
    }
  }
  const cuda::Event done = device->makeEvent().value();
  ASSERT_TRUE(
      device->upload(stack.data, pinned.value().data(), pinned.value().bytes(), cuda::Queue::work).ok());
  ASSERT_TRUE(device->clear(lengths.value().data(), lengths.value().bytes()).ok());
  ASSERT_TRUE(series.value().enqueue(*device, readOnly(stack), 3, {lengths.value().data(), 3, 1, 3}).ok());
  ASSERT_TRUE(device->download(back.value().data(), lengths.value().data(), lengths.value().bytes()).ok());
  ASSERT_TRUE(device->record(done, cuda::Queue::work).ok());
  const Status status = device->synchronize(done);
  ASSERT_TRUE(status.ok()) << status.error().message;

  const FlowSettings settings;
  for (std::size_t i = 1; i < 3; ++i) {
    const FloatImage flow = farnebackFlow(flowPyramid(frames[i - 1].view(), settings),
                                          flowPyramid(frames[i].view(), settings), settings);
    EXPECT_EQ(back.value().data()[i], flowLengthSum(flow.view())) << "pair " << i;
  }
  EXPECT_EQ(back.value().data()[0], 0) << "the first frame has no flow";
}

INSTANTIATE_TEST_SUITE_P(Devices, WholeFlow, ::testing::ValuesIn(testing::devicesUnderTest),
                         [](const auto& test) { return std::string(test.param); });

TEST(WholeScan, OfAFrameOf640By480IsTheReferences) {
  const std::vector<GrayImage> frames = testing::capture({640, 480}, 2);
  const std::vector<ScanInput> inputs = testing::inputsOf(frames);
  auto scanner = cuda::makeCudaScanner(std::make_unique<simt::SimtDevice>(), {640, 480}, {});
  ASSERT_TRUE(scanner.ok());
  testing::expectEqualScans(testing::scanWith(*scanner.value(), inputs, 2),
                            testing::referenceScans(inputs, {}));
}

}  // namespace
}  // namespace gradevault
