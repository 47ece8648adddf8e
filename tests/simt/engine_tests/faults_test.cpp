#include "captures.hpp"
#include "harness/faulty_device.hpp"
#include "harness/simt_device.hpp"

namespace gradevault {
namespace {

using simt::FaultyDevice;

std::unique_ptr<cuda::Device> faultyDevice(FaultyDevice::Plan& plan) {
  return std::make_unique<FaultyDevice>(std::make_unique<simt::SimtDevice>(), plan);
}

Options quickOptions() {
  Options options;
  options.profile = Profile::quick;
  return options;
}

constexpr Size size{40, 37};

TEST(CudaFaults, AnyFailingCallWhileAScannerIsMadeIsAnError) {
  FaultyDevice::Plan plan;
  ASSERT_TRUE(cuda::makeCudaScanner(faultyDevice(plan), size, {}, nullptr, {.batch = 2}).ok());
  const int calls = plan.calls;
  ASSERT_GT(calls, 20);
  for (int call = 0; call < calls; ++call) {
    plan = {.failingCall = call};
    const auto scanner = cuda::makeCudaScanner(faultyDevice(plan), size, {}, nullptr, {.batch = 2});
    ASSERT_FALSE(scanner.ok()) << call;
    EXPECT_EQ(scanner.error().message, "cuda, making a scanner: a planned fault");
  }
}

TEST(CudaFaults, AnyFailingCallOfAScanNamesStageAndFramesAndTheNextFrameIsAFirstOne) {
  const std::vector<GrayImage> frames = testing::capture(size, 5);
  const std::vector<ScanInput> inputs = testing::inputsOf(frames);
  const std::vector<FrameScan> expected = testing::referenceScans(inputs, quickOptions());
  const std::vector<GrayImage> otherFrames(frames.rbegin(), frames.rend());
  const std::vector<ScanInput> others = testing::inputsOf(otherFrames);
  const std::vector<FrameScan> expectedOfOthers = testing::referenceScans(others, quickOptions());
  SequentialExecutor executor;
  std::vector<FrameScan> out(inputs.size());
  std::vector<std::string> stages;
  for (int call = 0;; ++call) {
    FaultyDevice::Plan plan;
    auto scanner = cuda::makeCudaScanner(faultyDevice(plan), size, quickOptions(), nullptr, {.batch = 2});
    ASSERT_TRUE(scanner.ok());
    plan = {.failingCall = call};
    const Status status = scanner.value()->scan(inputs, out, executor);
    if (status.ok()) {
      EXPECT_GT(call, 60);
      testing::expectEqualScans(out, expected);
      break;
    }
    const std::string& message = status.error().message;
    EXPECT_EQ(message.find("cuda, "), 0U) << message;
    EXPECT_NE(message.find("a planned fault (frames "), std::string::npos) << message;
    stages.push_back(message.substr(6, message.find(':') - 6));
    // The fault is over: the same scanner goes on, with other frames, and gives what a fresh one gives.
    testing::expectEqualScans(testing::scanWith(*scanner.value(), others, 5), expectedOfOthers);
  }
  for (const char* stage : {"upload", "exposure", "glare", "sharpness", "expansion", "flow", "download",
                            "queueing", "the batch's kernels"}) {
    EXPECT_NE(std::ranges::find(stages, stage), stages.end()) << stage;
  }
}

TEST(CudaFaults, AContextThatStaysBrokenGivesErrorsAndNothingWorse) {
  const std::vector<GrayImage> frames = testing::capture(size, 5);
  const std::vector<ScanInput> inputs = testing::inputsOf(frames);
  SequentialExecutor executor;
  std::vector<FrameScan> out(inputs.size());
  for (int call = 0; call < 60; call += 7) {
    FaultyDevice::Plan plan;
    auto scanner = cuda::makeCudaScanner(faultyDevice(plan), size, quickOptions(), nullptr, {.batch = 2});
    ASSERT_TRUE(scanner.ok());
    plan = {.failingCall = call, .forGood = true};
    EXPECT_FALSE(scanner.value()->scan(inputs, out, executor).ok());
    EXPECT_FALSE(scanner.value()->scan(inputs, out, executor).ok());
  }
}

}  // namespace
}  // namespace gradevault
