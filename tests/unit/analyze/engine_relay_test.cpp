#include <gtest/gtest.h>

#include <array>
#include <memory>
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

/// How the engine under test fails; engines are made by plain functions, so it stands beside them.
struct Failure {
  int scannedFrames = never;  ///< how many frames it scans before every further call fails
  bool defectMaps = false;
  ErrorCode code = ErrorCode::internal;
  std::string device = "a GPU";
};
Failure failure;

class FailingScanner final : public Scanner {
 public:
  explicit FailingScanner(std::unique_ptr<Scanner> inner) : inner_(std::move(inner)) {}
  Status scan(std::span<const ScanInput> frames, std::span<FrameScan> out, Executor& executor) override {
    scanned_ += static_cast<int>(frames.size());
    if (scanned_ > failure.scannedFrames) return Error{failure.code, "the GPU fell off the bus"};
    return inner_->scan(frames, out, executor);
  }

 private:
  std::unique_ptr<Scanner> inner_;
  int scanned_ = 0;
};

class FailingEngine final : public Engine {
 public:
  const EngineInfo& info() const noexcept override { return info_; }
  Result<std::unique_ptr<Scanner>> makeScanner(Size size, const Options& options, Trace* trace) const override {
    auto scanner = inner_->makeScanner(size, options, trace);
    if (!scanner.ok()) return scanner;
    return std::unique_ptr<Scanner>(std::make_unique<FailingScanner>(std::move(scanner).value()));
  }
  Result<DefectMaps> edgeDefectMaps(std::span<const AlignedFrame> frames, const Options& options, Executor& executor,
                                    Trace* trace) const override {
    if (failure.defectMaps) return Error{failure.code, "the GPU ran out of memory"};
    return inner_->edgeDefectMaps(frames, options, executor, trace);
  }

 private:
  EngineInfo info_{.name = "cuda", .device = failure.device, .isa = {}, .detail = {}};
  std::unique_ptr<Engine> inner_ = makeReferenceEngine().value();
};

const std::array engines{
    EngineEntry{"cuda",
                [](const EngineRequest&) -> Result<std::unique_ptr<Engine>> {
                  return std::unique_ptr<Engine>(std::make_unique<FailingEngine>());
                }},
    EngineEntry{"cpu", [](const EngineRequest& request) { return makeCpuEngine(request.isa); }},
};

class StoppedClock final : public Clock {
 public:
  [[nodiscard]] double seconds() const noexcept override { return 0; }
};

class Relay : public ::testing::Test {
 protected:
  void SetUp() override {
    failure = {};
    media::TestVideo video;
    video.width = 160;
    video.height = 96;
    video.frames = frames;
    if (const auto reason = media::writeVideo(folder_ / "capture.mp4", video)) GTEST_SKIP() << *reason;
  }

  Result<Report> run(const std::string& engine = "auto") {
    ThreadPool pool(2);
    const StoppedClock clock;
    SilentProgress progress;
    Request request;
    request.capture = folder_ / "capture.mp4";
    request.out = folder_ / ("results" + std::to_string(runs_++));
    request.engine = engine;
    return analyze(request, {pool, clock, progress, engines});
  }

  static constexpr int frames = 19;
  media::TestFolder folder_;
  int runs_ = 0;
};

TEST_F(Relay, WithoutAFailureNobodyTakesOver) {
  const auto report = run();
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->engine.name, "cuda");
  EXPECT_TRUE(report->engine.fallbacks.empty());
}

TEST_F(Relay, WhereverTheScanFailsTheCpuGoesOnAndTheResultIsTheSame) {
  const auto expected = run("cpu");
  ASSERT_TRUE(expected.ok()) << expected.error().message;
  for (int scanned = 0; scanned < frames; ++scanned) {
    failure.scannedFrames = scanned;
    const auto report = run();
    ASSERT_TRUE(report.ok()) << report.error().message;
    EXPECT_EQ(report->resultDigest, expected->resultDigest) << scanned;
    EXPECT_EQ(report->engine.name, "cpu");
    ASSERT_EQ(report->engine.fallbacks.size(), 1U) << scanned;
    const EngineFallback& fallback = report->engine.fallbacks[0];
    EXPECT_EQ(fallback.from, "cuda");
    EXPECT_EQ(fallback.to, "cpu");
    EXPECT_EQ(fallback.reason, "the GPU fell off the bus");
    ASSERT_TRUE(fallback.frame.has_value());
    EXPECT_LE(*fallback.frame, scanned);
  }
}

TEST_F(Relay, WhenTheDefectMapsFailTheCpuMakesThem) {
  const auto expected = run("cpu");
  ASSERT_TRUE(expected.ok()) << expected.error().message;
  failure.defectMaps = true;
  const auto report = run();
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->resultDigest, expected->resultDigest);
  ASSERT_EQ(report->engine.fallbacks.size(), 1U);
  EXPECT_FALSE(report->engine.fallbacks[0].frame.has_value());
}

TEST_F(Relay, AnEngineThatWasAskedForByNameIsRelievedToo) {
  failure.scannedFrames = 5;
  const auto report = run("cuda");
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->engine.fallbacks.size(), 1U);
}

TEST_F(Relay, AnEngineOnTheCpuIsNotRelieved) {
  failure.scannedFrames = 5;
  failure.device = "cpu";
  const auto report = run();
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().message, "the GPU fell off the bus");
}

TEST_F(Relay, ACancelledScanIsNoFailure) {
  failure.scannedFrames = 5;
  failure.code = ErrorCode::cancelled;
  const auto report = run();
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace gradevault::analyze
