#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <numeric>
#include <string>
#include <utility>

#include "gradevault/analyze/analyze.hpp"
#include "gradevault/thread_pool.hpp"
#include "gradevault/engines/cpu.hpp"
#include "gradevault/engines/reference.hpp"
#include "test_video.hpp"

namespace gradevault::analyze {
namespace {

constexpr int never = 1 << 20;

/// The machine under test; engines are made by plain functions, so it stands beside them.
struct Machine {
  int devices = 4;
  std::map<int, int> framesUntilFailure;  ///< device → frames that it scans before every further call fails
  std::map<int, Error> notMade;           ///< device → why there is no engine on it
  std::map<int, Error> noScanner;
  int framesACall = 4;
  ErrorCode code = ErrorCode::internal;
  std::atomic<int> scanners = 0;
};
Machine machine;

class DeviceScanner final : public Scanner {
 public:
  DeviceScanner(std::unique_ptr<Scanner> inner, int device) : inner_(std::move(inner)) {
    const auto limit = machine.framesUntilFailure.find(device);
    if (limit != machine.framesUntilFailure.end()) left_ = limit->second;
    name_ = "device " + std::to_string(device);
    ++machine.scanners;
  }
  Status scan(std::span<const ScanInput> frames, std::span<FrameScan> out, Executor& executor) override {
    left_ -= static_cast<int>(frames.size());
    if (left_ < 0) return Error{machine.code, name_ + " fell off the bus"};
    return inner_->scan(frames, out, executor);
  }
  [[nodiscard]] int framesACall() const noexcept override { return machine.framesACall; }

 private:
  std::unique_ptr<Scanner> inner_;
  std::string name_;
  int left_ = never;
};

class DeviceEngine final : public Engine {
 public:
  explicit DeviceEngine(int device) : device_(device) {}
  const EngineInfo& info() const noexcept override { return info_; }
  Result<std::unique_ptr<Scanner>> makeScanner(Size size, const Options& options, Trace* trace) const override {
    if (const auto reason = machine.noScanner.find(device_); reason != machine.noScanner.end()) return reason->second;
    auto scanner = inner_->makeScanner(size, options, trace);
    if (!scanner.ok()) return scanner;
    return std::unique_ptr<Scanner>(std::make_unique<DeviceScanner>(std::move(scanner).value(), device_));
  }
  Result<DefectMaps> edgeDefectMaps(std::span<const AlignedFrame> frames, const Options& options, Executor& executor,
                                    Trace* trace) const override {
    return inner_->edgeDefectMaps(frames, options, executor, trace);
  }

 private:
  int device_;
  EngineInfo info_{.name = "cuda", .device = "a GPU", .isa = {}, .detail = {}};
  std::unique_ptr<Engine> inner_ = makeReferenceEngine().value();
};

Result<std::unique_ptr<Engine>> makeDeviceEngine(const EngineRequest& request) {
  if (request.device >= machine.devices) {
    return Error{ErrorCode::invalid_argument, "no device " + std::to_string(request.device)};
  }
  if (const auto reason = machine.notMade.find(request.device); reason != machine.notMade.end()) return reason->second;
  return std::unique_ptr<Engine>(std::make_unique<DeviceEngine>(request.device));
}

const std::array engines{
    EngineEntry{"cuda", makeDeviceEngine},
    EngineEntry{"cpu", [](const EngineRequest& request) { return makeCpuEngine(request.isa); }},
};

class StoppedClock final : public Clock {
 public:
  [[nodiscard]] double seconds() const noexcept override { return 0; }
};

DeviceChoice firstDevices(int count) {
  DeviceChoice choice;
  choice.numbers.resize(static_cast<std::size_t>(count));
  std::iota(choice.numbers.begin(), choice.numbers.end(), 0);
  return choice;
}

DeviceChoice every() { return {.numbers = {}, .all = true}; }

class Devices : public ::testing::Test {
 protected:
  void SetUp() override {
    machine.devices = 4;
    machine.framesUntilFailure.clear();
    machine.notMade.clear();
    machine.noScanner.clear();
    machine.framesACall = 4;
    machine.code = ErrorCode::internal;
    machine.scanners = 0;
    media::TestVideo video;
    video.width = 96;
    video.height = 64;
    video.frames = frames;
    if (const auto reason = media::writeVideo(folder_ / "capture.mp4", video)) GTEST_SKIP() << *reason;
  }

  Result<Report> run(const DeviceChoice& devices, const std::string& engine = "auto", int threads = 2) {
    ThreadPool pool(threads);
    const StoppedClock clock;
    SilentProgress progress;
    Request request;
    request.capture = folder_ / "capture.mp4";
    request.out = folder_ / ("results" + std::to_string(runs_++));
    request.engine = engine;
    request.devices = devices;
    request.options.profile = Profile::quick;
    return analyze(request, {pool, clock, progress, engines});
  }

  std::string expectedDigest() {
    const auto report = run({}, "cpu");
    return report.ok() ? report->resultDigest : report.error().message;
  }

  static constexpr int frames = 23;
  media::TestFolder folder_;
  int runs_ = 0;
};

int scannedBy(const Report& report) {
  int frames = 0;
  for (const EngineDeviceReport& device : report.engine.devices) frames += device.frames;
  return frames;
}

TEST_F(Devices, HoweverManyAndHoweverLongTheirRunsGiveTheResultOfOne) {
  const std::string expected = expectedDigest();
  for (int count = 1; count <= 4; ++count) {
    for (const int framesACall : {1, 5, 7, 30}) {
      machine.framesACall = framesACall;
      const auto report = run(firstDevices(count), "cuda", 1);
      ASSERT_TRUE(report.ok()) << report.error().message;
      EXPECT_EQ(report->resultDigest, expected) << count << " devices, runs of " << framesACall;
      EXPECT_TRUE(report->engine.fallbacks.empty());
      if (count == 1) {
        EXPECT_TRUE(report->engine.devices.empty());
      } else {
        EXPECT_EQ(report->engine.devices.size(), static_cast<std::size_t>(count));
        EXPECT_EQ(scannedBy(*report), frames);
      }
    }
  }
}

TEST_F(Devices, WhicheverFailsAtWhicheverFrameTheResultIsTheSame) {
  const std::string expected = expectedDigest();
  for (int count = 2; count <= 4; ++count) {
    for (int device = 0; device < count; ++device) {
      for (int scanned = 0; scanned < frames; ++scanned) {
        machine.framesUntilFailure = {{device, scanned}};
        const auto report = run(firstDevices(count));
        ASSERT_TRUE(report.ok()) << report.error().message;
        EXPECT_EQ(report->resultDigest, expected) << count << " devices, " << device << " fails after " << scanned;
        EXPECT_EQ(report->engine.name, "cuda");
        EXPECT_LE(scannedBy(*report), frames);
        if (report->engine.fallbacks.empty()) {
          EXPECT_EQ(scannedBy(*report), frames) << "it had not so many frames to scan";
          continue;
        }
        ASSERT_EQ(report->engine.fallbacks.size(), 1U);
        const EngineFallback& fallback = report->engine.fallbacks[0];
        EXPECT_EQ(fallback.from, "cuda");
        EXPECT_EQ(fallback.to, "cpu");
        EXPECT_EQ(fallback.device, std::to_string(device) + ": a GPU");
        EXPECT_EQ(fallback.reason, "device " + std::to_string(device) + " fell off the bus");
        ASSERT_TRUE(fallback.frame.has_value());
        EXPECT_GE(*fallback.frame, 0);
        EXPECT_LT(*fallback.frame, frames);
      }
    }
  }
}

TEST_F(Devices, WhenAllFailTheCpuGoesOn) {
  const std::string expected = expectedDigest();
  for (int scanned = 0; scanned < frames; scanned += 3) {
    machine.framesUntilFailure = {{0, scanned}, {1, 0}, {2, scanned / 2}};
    const auto report = run(firstDevices(3));
    ASSERT_TRUE(report.ok()) << report.error().message;
    EXPECT_EQ(report->resultDigest, expected) << scanned;
    EXPECT_LE(report->engine.fallbacks.size(), 3U);
    if (report->engine.fallbacks.size() == 3) {
      EXPECT_EQ(report->engine.name, "cpu");
    }
  }
}

TEST_F(Devices, OneWithoutMemoryForAScannerStaysOut) {
  const std::string expected = expectedDigest();
  machine.noScanner = {{1, Error{ErrorCode::internal, "out of memory"}}};
  const auto report = run(firstDevices(3));
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->resultDigest, expected);
  ASSERT_EQ(report->engine.fallbacks.size(), 1U);
  EXPECT_EQ(report->engine.fallbacks[0].device, "1: a GPU");
  EXPECT_FALSE(report->engine.fallbacks[0].frame.has_value());
  EXPECT_EQ(report->engine.devices[1].frames, 0);
  EXPECT_EQ(scannedBy(*report), frames);
}

TEST_F(Devices, AllAreThoseThatThereAre) {
  machine.devices = 3;
  const auto report = run(every());
  ASSERT_TRUE(report.ok()) << report.error().message;
  ASSERT_EQ(report->engine.devices.size(), 3U);
  EXPECT_EQ(report->engine.devices[2].name, "2: a GPU");
  EXPECT_EQ(machine.scanners, 3);
}

TEST_F(Devices, ThatCannotBeUsedAreLeftOutAndNamed) {
  machine.notMade = {{1, Error{ErrorCode::unsupported, "too old"}}};
  const auto report = run(every());
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->engine.devices.size(), 3U);
  EXPECT_EQ(report->engine.devices[1].name, "2: a GPU");
  ASSERT_EQ(report->engine.fallbacks.size(), 1U);
  EXPECT_EQ(report->engine.fallbacks[0].device, "device 1");
  EXPECT_EQ(report->engine.fallbacks[0].reason, "too old");
  EXPECT_FALSE(run({.numbers = {0, 1}}, "cuda").ok()) << "asked for by name and number";
}

TEST_F(Devices, ThatAreNotThereAreAnError) {
  machine.devices = 2;
  for (const char* engine : {"auto", "cuda"}) {
    const auto report = run({.numbers = {0, 2}}, engine);
    ASSERT_FALSE(report.ok());
    EXPECT_EQ(report.error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(report.error().message, "no device 2");
  }
}

TEST_F(Devices, OfAMachineWithoutAnyLeaveTheWorkToTheCpu) {
  for (int device = 0; device < 64; ++device) machine.notMade[device] = Error{ErrorCode::unsupported, "no driver"};
  for (const DeviceChoice& devices : {DeviceChoice{}, firstDevices(3), every()}) {
    const auto report = run(devices);
    ASSERT_TRUE(report.ok()) << report.error().message;
    EXPECT_EQ(report->engine.name, "cpu");
    EXPECT_TRUE(report->engine.devices.empty());
    ASSERT_EQ(report->engine.fallbacks.size(), 1U);
    EXPECT_EQ(report->engine.fallbacks[0].reason, "no driver");
    EXPECT_EQ(report->engine.fallbacks[0].to, "cpu");
  }
}

TEST_F(Devices, CannotBeChosenOnTheCpu) {
  EXPECT_TRUE(run(every(), "cpu").ok());
  const auto report = run(firstDevices(2), "cpu");
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().message, "the engine cpu works on the CPU and has no devices to choose; leave --device out");
}

TEST_F(Devices, ACancelledScanIsNoFailure) {
  machine.framesUntilFailure = {{1, 5}, {0, 9}};
  machine.code = ErrorCode::cancelled;
  const auto report = run(firstDevices(2));
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, ErrorCode::cancelled);
}

TEST(DeviceChoice, ReadsNumbersAndAll) {
  EXPECT_EQ(parseDevices("0").value(), DeviceChoice{});
  EXPECT_EQ(parseDevices("0,2").value(), (DeviceChoice{.numbers = {0, 2}}));
  EXPECT_EQ(parseDevices("3,1,0").value(), (DeviceChoice{.numbers = {3, 1, 0}}));
  EXPECT_TRUE(parseDevices("all").value().all);
}

TEST(DeviceChoice, RefusesEverythingElseWithWhatToGive) {
  for (const char* text : {"", ",", "0,", ",0", "-1", "one", "0 1", "1.5", "All", "0,0", "99999999999", "1024"}) {
    const auto choice = parseDevices(text);
    ASSERT_FALSE(choice.ok()) << text;
    EXPECT_EQ(choice.error().code, ErrorCode::invalid_argument);
    EXPECT_NE(choice.error().message.find("0,2"), std::string::npos) << choice.error().message;
  }
}

}  // namespace
}  // namespace gradevault::analyze
