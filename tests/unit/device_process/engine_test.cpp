#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "executor/thread_executor.hpp"
#include "remote_engine.hpp"

namespace gradevault {
namespace {

using testing::capture;
using testing::faultyLaunch;
using testing::inputsOf;
using testing::pictureSize;
using testing::remoteEngine;
using testing::scannerOf;
using testing::scansHere;
using testing::scansWith;

TEST(DeviceProcess, ScansAsTheEngineDoesHoweverTheFramesAreCut) {
  const std::vector<GrayImage> frames = capture(150);  // more than a call's slots
  std::vector<ScanInput> inputs = inputsOf(frames);
  inputs[70].restart = true;
  testing::ThreadExecutor executor(3);
  const std::vector<FrameScan> expected = scansHere(inputs, executor);
  const auto engine = remoteEngine();
  const auto scanner = scannerOf(*engine, pictureSize);
  EXPECT_EQ(scanner->framesACall(), 6);
  EXPECT_EQ(scansWith(*scanner, inputs, executor), expected);
  const auto another = scannerOf(*engine, pictureSize);
  std::vector<FrameScan> scans;
  for (std::size_t i = 0; i < inputs.size(); i += 7) {
    const auto part = std::span(inputs).subspan(i, std::min<std::size_t>(7, inputs.size() - i));
    for (FrameScan& scan : scansWith(*another, part, executor)) scans.push_back(std::move(scan));
  }
  EXPECT_EQ(scans, expected);
}

TEST(DeviceProcess, ScansPicturesOfAwkwardSizesAndCroppedOnes) {
  SequentialExecutor executor;
  const auto engine = remoteEngine();
  for (const Size awkward : testing::awkwardSizes) {
    const std::vector<GrayImage> frames = capture(3, {awkward.width + 5, awkward.height + 2});
    std::vector<ScanInput> inputs;
    for (const GrayImage& frame : frames) {
      inputs.push_back({.luma = frame.view().cropped({3, 1, awkward.width, awkward.height})});
    }
    EXPECT_EQ(scansWith(*scannerOf(*engine, awkward), inputs, executor), scansHere(inputs, executor))
        << awkward;
  }
}

TEST(DeviceProcess, MakesTheEnginesDefectMaps) {
  testing::ThreadExecutor executor(2);
  const std::vector<GrayImage> lumas = capture(4, {97, 61});
  GrayImage valid = testing::constant({97, 61}, 255);
  valid.at(3, 4) = 0;
  std::vector<AlignedFrame> frames;
  for (const GrayImage& luma : lumas) frames.push_back({luma.view(), valid.view()});
  const auto expected = makeCpuEngine().value()->edgeDefectMaps(frames, {}, executor);
  ASSERT_TRUE(expected.ok());
  const auto engine = remoteEngine();
  for (int round = 0; round < 2; ++round) {
    const auto maps = engine->edgeDefectMaps(frames, {}, executor);
    ASSERT_TRUE(maps.ok()) << maps.error().message;
    EXPECT_EQ(maps->score, expected->score);
    EXPECT_EQ(maps->mask, expected->mask);
    EXPECT_EQ(maps->valid, expected->valid);
    EXPECT_EQ(maps->defectPercentage, expected->defectPercentage);
  }
}

TEST(DeviceProcess, TakesTurnsWhenSeveralThreadsAsk) {
  const std::vector<GrayImage> frames = capture(12);
  const std::vector<ScanInput> inputs = inputsOf(frames);
  SequentialExecutor sequential;
  const std::vector<FrameScan> expected = scansHere(inputs, sequential);
  const auto engine = remoteEngine();
  std::vector<std::vector<FrameScan>> scans(4);
  {
    std::vector<std::jthread> threads;
    for (auto& result : scans) {
      threads.emplace_back([&] {
        SequentialExecutor executor;
        const auto scanner = scannerOf(*engine, pictureSize);
        for (std::size_t i = 0; i < inputs.size(); i += 3) {
          for (FrameScan& scan : scansWith(*scanner, std::span(inputs).subspan(i, 3), executor)) {
            result.push_back(std::move(scan));
          }
        }
      });
    }
  }
  for (const auto& result : scans) EXPECT_EQ(result, expected);
}

TEST(DeviceProcess, SaysWhatTheEngineIsAndThatItIsInAProcessOfItsOwn) {
  const EngineInfo info = remoteEngine()->info();
  EXPECT_EQ(info.name, "cuda");
  EXPECT_EQ(info.device, "a GPU");
  EXPECT_EQ(info.isa, "sm_00");
  EXPECT_EQ(info.detail, "a test's, in a process of its own");
}

/// Adds up what an engine says.
class Parts final : public Trace {
 public:
  [[nodiscard]] double now() const noexcept override { return 0; }
  void spent(std::string_view part, double seconds) noexcept override {
    const std::lock_guard lock(mutex);
    times[std::string(part)] += seconds;
  }
  std::mutex mutex;
  std::map<std::string, double> times;
};

TEST(DeviceProcess, TellsTheTraceWhereTheEnginesTimeWent) {
  const std::vector<GrayImage> frames = capture(4);
  testing::ThreadExecutor executor(2);
  Parts here;
  scansWith(*scannerOf(*makeCpuEngine().value(), pictureSize, &here), inputsOf(frames), executor);
  Parts there;
  scansWith(*scannerOf(*remoteEngine(), pictureSize, &there), inputsOf(frames), executor);
  ASSERT_FALSE(here.times.empty());
  ASSERT_EQ(there.times.size(), here.times.size());
  for (const auto& [part, seconds] : there.times) {
    EXPECT_TRUE(here.times.contains(part)) << part;
    EXPECT_GT(seconds, 0) << part;
  }
}

TEST(DeviceProcess, GivesTheEnginesRefusalsAndGoesOn) {
  SequentialExecutor executor;
  const auto engine = remoteEngine();
  for (const Size impossible : {Size{0, 5}, Size{5, -1}, Size{1 << 20, 1 << 20}}) {
    const auto scanner = engine->makeScanner(impossible, {});
    ASSERT_FALSE(scanner.ok());
    EXPECT_EQ(scanner.error().code, ErrorCode::invalid_argument);
    EXPECT_NE(scanner.error().message.find("no scanner for frames of"), std::string::npos)
        << scanner.error().message;
  }
  Options even;
  even.flowWindow = 16;
  EXPECT_EQ(engine->makeScanner(pictureSize, even).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(engine->edgeDefectMaps({}, {}, executor).error().message,
            "defect maps need one aligned frame or more");
  const GrayImage luma(7, 5);
  const GrayImage valid(8, 5);
  const AlignedFrame uneven{luma.view(), valid.view()};
  EXPECT_EQ(engine->edgeDefectMaps({&uneven, 1}, {}, executor).error().code, ErrorCode::invalid_argument);
  const auto scanner = scannerOf(*engine, {7, 5});
  FrameScan scan;
  const ScanInput wrong{.luma = valid.view()};
  EXPECT_EQ(scanner->scan({&wrong, 1}, {&scan, 1}, executor).error().message,
            "a frame of 8x5 came to a scanner for 7x5");
  const ScanInput right{.luma = luma.view()};
  EXPECT_EQ(scanner->scan({&right, 1}, {}, executor).error().code, ErrorCode::invalid_argument);
  EXPECT_TRUE(scanner->scan({&right, 1}, {&scan, 1}, executor).ok());
}

}  // namespace
}  // namespace gradevault
