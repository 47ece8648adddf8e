#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gradevault/analyze/analyze.hpp"
#include "gradevault/thread_pool.hpp"
#include "gradevault/engines/cpu.hpp"
#include "processes.hpp"
#include "test_video.hpp"

namespace gradevault::analyze {
namespace {

class StoppedClock final : public Clock {
 public:
  [[nodiscard]] double seconds() const noexcept override { return 0; }
};

/// Whole analyses of one small capture, with an engine in a child that fails and `cpu` to go on.
class AnalysisByADeviceProcess : public ::testing::Test {
 protected:
  void SetUp() override {
    media::TestVideo video;
    video.width = 160;
    video.height = 96;
    video.frames = frames;
    if (const auto reason = media::writeVideo(folder_ / "capture.mp4", video)) GTEST_SKIP() << *reason;
    const auto expected = run("cpu", {});
    ASSERT_TRUE(expected.ok()) << expected.error().message;
    expected_ = *expected;
  }

  Result<Report> run(const std::string& engine, const device_process::Launch& launch) {
    const std::vector<EngineEntry> engines{
        {"cuda",
         [&](const EngineRequest& request) { return device_process::makeEngine("cuda", request, launch); }},
        {"cpu", [](const EngineRequest& request) { return makeCpuEngine(request.isa); }}};
    ThreadPool pool(2);
    const StoppedClock clock;
    SilentProgress progress;
    Request request;
    request.capture = folder_ / "capture.mp4";
    request.out = folder_ / ("results" + std::to_string(runs_++));
    request.engine = engine;
    return analyze(request, {pool, clock, progress, engines});
  }

  /// The report of an analysis that met a fault: the result of a whole one, and who took over why and where.
  void expectCpuTookOver(const std::string& stage, const std::string& kind, const std::string& reason,
                         std::optional<int> frame, int faultyFrame = 0) {
    SCOPED_TRACE(stage + " " + kind + " " + std::to_string(faultyFrame));
    const auto report = run("auto", testing::faultyLaunch(stage, kind, faultyFrame));
    ASSERT_TRUE(report.ok()) << report.error().message;
    EXPECT_EQ(report->resultDigest, expected_.resultDigest);
    EXPECT_EQ(report->frames.motion, expected_.frames.motion);
    EXPECT_EQ(report->frames.precise->motion, expected_.frames.precise->motion);
    EXPECT_EQ(report->engine.name, "cpu");
    ASSERT_EQ(report->engine.fallbacks.size(), 1U);
    const EngineFallback& fallback = report->engine.fallbacks[0];
    EXPECT_EQ(fallback.from, "cuda");
    EXPECT_EQ(fallback.to, "cpu");
    EXPECT_NE(fallback.reason.find(reason), std::string::npos) << fallback.reason;
    EXPECT_EQ(fallback.frame, frame);
    EXPECT_TRUE(testing::children().empty());
  }

  static constexpr int frames = 19;
  static constexpr int batch = 6;  ///< what the faulty scanner asks for
  media::TestFolder folder_;
  Report expected_;
  int runs_ = 0;
};

TEST_F(AnalysisByADeviceProcess, WithoutAFaultIsTheEnginesOwnAndIsCalledByItsName) {
  const auto report = run("auto", testing::faultyLaunch());
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->resultDigest, expected_.resultDigest);
  EXPECT_EQ(report->engine.name, "cuda");
  EXPECT_EQ(report->engine.device, "a GPU");
  EXPECT_EQ(report->engine.detail, "a test's, in a process of its own");
  EXPECT_TRUE(report->engine.fallbacks.empty());
}

TEST_F(AnalysisByADeviceProcess, AChildThatDiesAtAnyFrameIsRelievedFromTheBatchOfThatFrame) {
  for (int frame = 0; frame < frames; ++frame) {
    expectCpuTookOver("scan", "abort", "signal 6 (Aborted) while scanning frames", frame / batch * batch,
                      frame);
  }
}

TEST_F(AnalysisByADeviceProcess, AChildThatHangsIsEndedAndRelieved) {
  for (const int frame : {0, 5, 6, 13, 18}) {
    expectCpuTookOver("scan", "hang", "hung while scanning frames", frame / batch * batch, frame);
  }
  expectCpuTookOver("start", "hang", "hung while starting", std::nullopt);
  expectCpuTookOver("scanner", "hang", "hung while making a scanner for 160x96", std::nullopt);
  expectCpuTookOver("maps", "hang", "hung while making the defect maps", std::nullopt);
}

TEST_F(AnalysisByADeviceProcess, WhateverElseGoesWrongInTheChildIsRelieved) {
  for (const auto& [kind, reason] :
       {std::pair("segfault", "was ended by signal 11"), std::pair("exit", "ended with exit status 7"),
        std::pair("internal", "the GPU fell off the bus"), std::pair("garbage", "makes no sense"),
        std::pair("half", "makes no sense")}) {
    expectCpuTookOver("start", kind, reason, std::nullopt);
    expectCpuTookOver("scanner", kind, reason, std::nullopt);
    expectCpuTookOver("scan", kind, reason, 0, 3);
    expectCpuTookOver("scan", kind, reason, 12, 14);
    expectCpuTookOver("maps", kind, reason, std::nullopt);
  }
}

TEST_F(AnalysisByADeviceProcess, AnEngineThatWasAskedForByNameIsRelievedToo) {
  const auto report = run("cuda", testing::faultyLaunch("scan", "exit", 7));
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->resultDigest, expected_.resultDigest);
  ASSERT_EQ(report->engine.fallbacks.size(), 1U);
  EXPECT_EQ(report->engine.fallbacks[0].frame, 6);
}

}  // namespace
}  // namespace gradevault::analyze
