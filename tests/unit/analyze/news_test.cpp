#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "gradevault/analyze/analyze.hpp"
#include "gradevault/thread_pool.hpp"
#include "gradevault/engines/cpu.hpp"
#include "test_video.hpp"

namespace gradevault::analyze {
namespace {

class StoppedClock final : public Clock {
 public:
  [[nodiscard]] double seconds() const noexcept override { return 0; }
};

/// Hears golden frames and checks.
class Listener final : public Progress {
 public:
  void update(Stage stage, std::int64_t, std::int64_t) override { last_ = stage; }
  void goldenFrame(const GoldenFrameFound& frame) override {
    frames.push_back(frame);
    framesIn = last_;
  }
  void check(const Check& check) override {
    checks.push_back(check.id);
    checksIn = last_;
  }
  std::vector<GoldenFrameFound> frames;
  std::vector<std::string> checks;
  Stage framesIn = Stage::open;
  Stage checksIn = Stage::open;

 private:
  Stage last_ = Stage::open;
};

TEST(News, TellsGoldenFramesAndChecksOnceAndBeforeTheSlowStages) {
  const media::TestFolder folder;
  media::TestVideo video;
  video.width = 96;
  video.height = 64;
  if (const auto reason = media::writeVideo(folder / "capture.mp4", video)) GTEST_SKIP() << *reason;
  ThreadPool pool(2);
  const StoppedClock clock;
  Listener listener;
  const std::vector<EngineEntry> engines{
      {"cpu", [](const EngineRequest& request) { return makeCpuEngine(request.isa); }}};
  Request request;
  request.capture = folder / "capture.mp4";
  request.out = folder / "results";
  Services services{pool, clock, listener, engines};
  services.complete = [](Report& report) { report.notes.emplace_back("from the caller"); };

  const auto report = analyze(request, services);

  ASSERT_TRUE(report.ok()) << report.error().message;
  ASSERT_EQ(listener.frames.size(), report->goldenFrames.size());
  ASSERT_FALSE(listener.frames.empty());
  for (std::size_t i = 0; i < listener.frames.size(); ++i) {
    EXPECT_EQ(listener.frames[i].index, static_cast<int>(i));
    EXPECT_EQ(listener.frames[i].frame, report->goldenFrames[i].frame);
    EXPECT_EQ(listener.frames[i].time, report->goldenFrames[i].time);
    EXPECT_EQ(listener.frames[i].sharpness, report->goldenFrames[i].sharpness);
  }
  std::vector<std::string> ids;
  for (const Check& check : report->checks) ids.push_back(check.id);
  EXPECT_EQ(listener.checks, ids);
  EXPECT_LT(listener.framesIn, Stage::rectify);
  EXPECT_LT(listener.checksIn, Stage::rectify);
  EXPECT_EQ(report->notes.back(), "from the caller");
}

}  // namespace
}  // namespace gradevault::analyze
