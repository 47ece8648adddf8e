// What the pre-check costs natively, one thread. The browser's figures come from tests/browser.
#include <benchmark/benchmark.h>

#include <chrono>
#include <memory>
#include <opencv2/core/utility.hpp>
#include <string>
#include <vector>

#include "film.hpp"
#include "gradevault/engines/cpu.hpp"
#include "gradevault/item.hpp"
#include "gradevault/precheck.hpp"

namespace gradevault::bench {
namespace {

class SteadyClock final : public Clock {
 public:
  [[nodiscard]] double seconds() const noexcept override {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  }
};

/// A hand-held capture of a comic.
struct Capture {
  explicit Capture(Size size) {
    film::FilmOptions options;
    options.seed = 3;
    options.size = {size.width, size.height};
    options.seconds = 1;
    film::Film camera(options);
    for (film::FilmFrame frame; camera.next(frame);) {
      frames.push_back({frame.luma.clone(), frame.cb.clone(), frame.cr.clone()});
    }
  }
  [[nodiscard]] DecodedPicture picture(std::size_t index) const {
    const film::FilmFrame& frame = frames[index % frames.size()];
    DecodedPicture picture;
    picture.size = {frame.luma.cols, frame.luma.rows};
    const cv::Mat* planes[] = {&frame.luma, &frame.cb, &frame.cr};
    for (std::size_t i = 0; i < 3; ++i) {
      picture.planes[i] = reinterpret_cast<const std::byte*>(planes[i]->data);
      picture.strides[i] = static_cast<std::ptrdiff_t>(planes[i]->step[0]);
    }
    return picture;
  }
  std::vector<film::FilmFrame> frames;
};

std::unique_ptr<Precheck> start(bool live, const Engine& engine, Executor& executor, const Clock& clock) {
  PrecheckRequest request;
  request.live = live;
  request.options.profile = Profile::quick;
  return std::move(Precheck::start(std::move(request), engine, executor, clock)).value();
}

void pushFrames(benchmark::State& state, Size size, bool live) {
  const Capture capture(size);
  const auto engine = std::move(makeCpuEngine()).value();
  SequentialExecutor executor;
  const SteadyClock clock;
  const auto precheck = start(live, *engine, executor, clock);
  std::size_t index = 0;
  for (auto unused : state) {
    (void)unused;
    const auto pushed = precheck->push({static_cast<double>(index) / 30, false, capture.picture(index)});
    if (!pushed.ok()) state.SkipWithError(pushed.error().message.c_str());
    ++index;
  }
}

/// A look at a frame averaged down by `factor`, as live ones are.
void look(benchmark::State& state, Size size, int factor) {
  const Capture capture(size);
  GrayImage luma(size.width, size.height);
  lumaOf(capture.picture(0), luma.view());
  const GrayImage quick = averagedDown(std::as_const(luma).view(), factor);
  const RgbImage small = smallRgbOf(capture.picture(0), quick.view(), factor);
  const Options options;
  for (auto unused : state) {
    (void)unused;
    benchmark::DoNotOptimize(detectItemLive(small.view(), options));
  }
  const auto found = detectItemLive(small.view(), options);
  state.counters["score"] = found.score;
}

void end(benchmark::State& state, Size size) {
  const Capture capture(size);
  const auto engine = std::move(makeCpuEngine()).value();
  SequentialExecutor executor;
  const SteadyClock clock;
  for (auto unused : state) {
    (void)unused;
    state.PauseTiming();
    const auto precheck = start(true, *engine, executor, clock);
    for (std::size_t i = 0; i < 5; ++i) {
      (void)precheck->push({static_cast<double>(i) * 0.6, false, capture.picture(i)});
      (void)precheck->push({static_cast<double>(i) * 0.6 + 0.03, false, capture.picture(i)});
    }
    state.ResumeTiming();
    const auto report = precheck->finish();
    if (!report.ok()) return state.SkipWithError(report.error().message.c_str());
    state.counters["golden"] = static_cast<double>(report->goldenFrames.size());
    for (const char* stage : {"goldenPictures", "item", "digest"})
      state.counters[stage] = report->timings.at(stage);
  }
}

void add() {
  using benchmark::RegisterBenchmark;
  for (const Size size : {Size{640, 480}, Size{1280, 720}, Size{1920, 1080}}) {
    const std::string name = std::to_string(size.width) + "x" + std::to_string(size.height);
    const int factor = (size.width + 639) / 640;
    RegisterBenchmark(("live/" + name).c_str(), [=](benchmark::State& s) { pushFrames(s, size, true); });
    RegisterBenchmark(("file/" + name).c_str(), [=](benchmark::State& s) { pushFrames(s, size, false); });
    RegisterBenchmark(("look/" + name).c_str(), [=](benchmark::State& s) { look(s, size, factor); });
    RegisterBenchmark(("end/" + name).c_str(), [=](benchmark::State& s) { end(s, size); });
  }
}

}  // namespace
}  // namespace gradevault::bench

int main(int argc, char** argv) {
  cv::setNumThreads(1);
  gradevault::bench::add();
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
