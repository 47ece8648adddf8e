#include "harness/faulty_device.hpp"
#include "engine_tests/captures.hpp"
#include "gradevault/device_process/device_process.hpp"
#include "harness/simt_device.hpp"

namespace gradevault {
namespace {

using simt::FaultyDevice;

constexpr Size size{40, 37};

Options quickOptions() {
  Options options;
  options.profile = Profile::quick;
  return options;
}

std::unique_ptr<Engine> harnessEngine(int failingCall) {
  auto engine = device_process::makeEngine(
      "cuda", {},
      {.program = GRADEVAULT_HARNESS_CHILD, .arguments = {"harness-child", std::to_string(failingCall)}});
  EXPECT_TRUE(engine.ok()) << (engine.ok() ? "" : engine.error().message);
  return std::move(engine).value();
}

/// What the scanner says of the same fault without a process around it; nothing for none.
std::string errorHere(std::span<const ScanInput> inputs, int failingCall) {
  FaultyDevice::Plan plan{.failingCall = failingCall, .forGood = true};
  auto scanner =
      cuda::makeCudaScanner(std::make_unique<FaultyDevice>(std::make_unique<simt::SimtDevice>(), plan), size,
                            quickOptions(), nullptr, {.batch = 2});
  if (!scanner.ok()) return scanner.error().message;
  SequentialExecutor executor;
  std::vector<FrameScan> out(inputs.size());
  const Status status = scanner.value()->scan(inputs, out, executor);
  return status.ok() ? "" : status.error().message;
}

TEST(HarnessInADeviceProcess, GivesTheReferencesScansAndMaps) {
  const std::vector<GrayImage> frames = testing::capture(size, 5);
  const std::vector<ScanInput> inputs = testing::inputsOf(frames, {3});
  const auto engine = harnessEngine(-1);
  const auto scanner = engine->makeScanner(size, {});
  ASSERT_TRUE(scanner.ok()) << scanner.error().message;
  EXPECT_EQ(scanner.value()->framesACall(), 4);
  testing::expectEqualScans(testing::scanWith(*scanner.value(), inputs, 4),
                            testing::referenceScans(inputs, {}));
  const GrayImage valid = testing::constant(size, 255);
  const std::vector<AlignedFrame> aligned{{frames[0].view(), valid.view()}, {frames[1].view(), valid.view()}};
  SequentialExecutor executor;
  const auto maps = engine->edgeDefectMaps(aligned, {}, executor);
  const auto expected = makeReferenceEngine().value()->edgeDefectMaps(aligned, {}, executor);
  ASSERT_TRUE(maps.ok()) << maps.error().message;
  EXPECT_EQ(maps->score, expected->score);
  EXPECT_EQ(maps->mask, expected->mask);
}

TEST(HarnessInADeviceProcess, ADeviceThatBreaksForGoodAtAnyCallEndsTheProcessWithTheDevicesOwnWords) {
  const std::vector<GrayImage> frames = testing::capture(size, 5);
  const std::vector<ScanInput> inputs = testing::inputsOf(frames);
  SequentialExecutor executor;
  int scansThatFailed = 0;
  for (int call = 0;; call += 3) {
    const std::string expected = errorHere(inputs, call);
    if (expected.empty()) break;
    const auto engine = harnessEngine(call);
    auto scanner = engine->makeScanner(size, quickOptions());
    std::vector<FrameScan> out(inputs.size());
    const Status status =
        scanner.ok() ? scanner.value()->scan(inputs, out, executor) : Status(scanner.error());
    ASSERT_FALSE(status.ok()) << call;
    EXPECT_EQ(status.error().message, expected);
    scansThatFailed += scanner.ok() ? 1 : 0;
    // The process is gone, so a new scanner cannot meet the broken context either.
    EXPECT_EQ(engine->makeScanner(size, quickOptions()).error().message, expected);
  }
  EXPECT_GT(scansThatFailed, 20);
}

}  // namespace
}  // namespace gradevault
