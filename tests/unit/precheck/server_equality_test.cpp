// The promise: for the same decoded pictures the pre-check says what the full analysis says.
#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <string>

#include "decoded_capture.hpp"
#include "film_options.hpp"
#include "gradevault/analyze/analyze.hpp"
#include "gradevault/engines/cpu.hpp"
#include "gradevault/thread_pool.hpp"
#include "scenes.hpp"
#include "write_capture.hpp"

namespace gradevault::precheck {
namespace {

class Silence final : public Progress {
 public:
  void update(Stage, std::int64_t, std::int64_t) override {}
};

struct Capture {
  const char* name;
  film::FilmOptions film;
  film::EncodeOptions encode;
  const char* file = "capture.mp4";
};

Capture good() {
  Capture capture{"good", {}, {}, "capture.mp4"};
  capture.film.seed = 11;
  return capture;
}

Capture shakingCardTurned() {
  Capture capture{"shaking card, turned, 10 bits", {}, {}, "capture.mp4"};
  capture.film.seed = 12;
  capture.film.item = film::ItemKind::card;
  capture.film.faults = {film::Fault::shaking};
  capture.film.bitDepth = 10;
  capture.encode.rotate = 90;
  return capture;
}

Capture darkMotionJpeg() {
  Capture capture{"dark motion JPEG", {}, {}, "capture.avi"};
  capture.film.seed = 13;
  capture.film.faults = {film::Fault::dark};
  capture.film.fullRange = true;
  capture.film.matrix = film::ColourMatrix::bt601;
  capture.encode.codec = film::Codec::mjpeg;
  return capture;
}

Capture glaringTilted() {
  Capture capture{"glaring and tilted", {}, {}, "capture.mkv"};
  capture.film.seed = 14;
  capture.film.faults = {film::Fault::glaring, film::Fault::tilted};
  return capture;
}

class ServerEquality : public testing::TestWithParam<Capture> {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("gradevault-precheck-" + std::to_string(testing::UnitTest::GetInstance()->random_seed()) +
               "-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)));
    Capture capture = GetParam();
    capture.film.size = {960, 540};
    capture.film.fps = 25;
    capture.film.seconds = 1.6;
    try {
      film::writeCapture(capture.film, capture.encode, folder_, capture.file, {});
    } catch (const film::EnvironmentError& missing) {
      GTEST_SKIP() << missing.what();
    }
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Result<Report> full(Options options) {
    const std::vector<EngineEntry> engines{
        {"cpu", [](const EngineRequest& request) { return makeCpuEngine(request.isa); }}};
    analyze::Request request;
    request.capture = folder_ / GetParam().file;
    request.out = folder_ / ("results-" + std::string(name(options.profile)));
    request.options = options;
    ThreadPool pool(2);
    Silence silence;
    return analyze::analyze(request, {pool, clock_, silence, engines});
  }

  Result<Report> precheck(Options options, int threads) {
    const DecodedCapture capture = decodeCapture(folder_ / GetParam().file);
    PrecheckRequest request;
    request.options = options;
    request.rotation = capture.facts.rotation;
    request.source.fileName = GetParam().file;
    request.source.bytes = capture.facts.bytes;
    request.source.container = capture.facts.container;
    request.source.codec = capture.facts.codec;
    request.producer = "test";
    const auto engine = makeCpuEngine();
    ThreadPool pool(threads);
    auto session = Precheck::start(request, **engine, pool, clock_);
    if (!session.ok()) return session.error();
    for (std::size_t i = 0; i < capture.pictures.size(); ++i) {
      const auto pushed = (*session)->push(capture.frame(i));
      if (!pushed.ok()) return pushed.error();
    }
    const auto wanted = (*session)->wanted();
    if (!wanted.ok()) return wanted.error();
    for (const int frame : *wanted) {
      const Status shown = (*session)->showGolden(frame, capture.frame(static_cast<std::size_t>(frame)));
      if (!shown.ok()) return shown.error();
    }
    return (*session)->finish();
  }

  std::filesystem::path folder_;
  StoppedClock clock_;
};

void expectEqualSeries(const FramesReport& a, const FramesReport& b) {
  EXPECT_EQ(a.count, b.count);
  EXPECT_EQ(a.quickWidth, b.quickWidth);
  EXPECT_EQ(a.quickHeight, b.quickHeight);
  EXPECT_EQ(a.time, b.time);
  EXPECT_EQ(a.sharpness, b.sharpness);
  EXPECT_EQ(a.motion, b.motion);
  EXPECT_EQ(a.meanLuma, b.meanLuma);
  EXPECT_EQ(a.darkShare, b.darkShare);
  EXPECT_EQ(a.brightShare, b.brightShare);
  EXPECT_EQ(a.glareShare, b.glareShare);
}

void expectEqualFindings(const Report& a, const Report& b) {
  ASSERT_EQ(a.goldenFrames.size(), b.goldenFrames.size());
  for (std::size_t i = 0; i < a.goldenFrames.size(); ++i) {
    EXPECT_EQ(a.goldenFrames[i].frame, b.goldenFrames[i].frame);
    EXPECT_EQ(a.goldenFrames[i].stable, b.goldenFrames[i].stable);
    EXPECT_EQ(a.goldenFrames[i].quad, b.goldenFrames[i].quad);
    EXPECT_EQ(a.goldenFrames[i].quadScore, b.goldenFrames[i].quadScore);
    EXPECT_EQ(a.goldenFrames[i].itemSharpness, b.goldenFrames[i].itemSharpness);
  }
  ASSERT_EQ(a.checks.size(), b.checks.size());
  for (std::size_t i = 0; i < a.checks.size(); ++i) {
    EXPECT_EQ(a.checks[i].id, b.checks[i].id);
    EXPECT_EQ(a.checks[i].status, b.checks[i].status) << a.checks[i].id;
    EXPECT_EQ(a.checks[i].value, b.checks[i].value) << a.checks[i].id;
    EXPECT_EQ(a.checks[i].where, b.checks[i].where) << a.checks[i].id;
    EXPECT_EQ(a.checks[i].hint, b.checks[i].hint) << a.checks[i].id;
  }
  EXPECT_EQ(a.verdict, b.verdict);
}

TEST_P(ServerEquality, ThePrecheckIsTheFullAnalysisOfTheQuickProfile) {
  Options options;
  options.profile = Profile::quick;
  const auto server = full(options);
  ASSERT_TRUE(server.ok()) << server.error().message;
  for (const int threads : {1, 3}) {
    const auto browser = precheck(options, threads);
    ASSERT_TRUE(browser.ok()) << browser.error().message;
    expectEqualSeries(browser->frames, server->frames);
    expectEqualFindings(*browser, *server);
    EXPECT_EQ(browser->source.range, server->source.range);
    EXPECT_EQ(browser->source.bitDepth, server->source.bitDepth);
    EXPECT_EQ(browser->source.width, server->source.width);
    EXPECT_EQ(browser->source.frameRate, server->source.frameRate);
    EXPECT_EQ(browser->resultDigest, server->resultDigest) << threads << " thread(s)";
  }
}

class PreciseEquality : public ServerEquality {};

TEST_P(PreciseEquality, WithTheFullSizeSeriesItsChecksAreThoseOfTheServersDefault) {
  const auto server = full(Options());
  const auto browser = precheck(Options(), 2);
  ASSERT_TRUE(server.ok()) << server.error().message;
  ASSERT_TRUE(browser.ok()) << browser.error().message;
  expectEqualSeries(browser->frames, server->frames);
  expectEqualFindings(*browser, *server);
  ASSERT_TRUE(browser->frames.precise.has_value());
  EXPECT_EQ(browser->frames.precise->sharpness, server->frames.precise->sharpness);
  EXPECT_EQ(browser->frames.precise->motion, server->frames.precise->motion);
}

std::string wordOf(const testing::TestParamInfo<Capture>& tested) {
  std::string word = tested.param.name;
  std::erase_if(word, [](char letter) { return std::isalnum(static_cast<unsigned char>(letter)) == 0; });
  return word;
}

INSTANTIATE_TEST_SUITE_P(Captures, ServerEquality,
                         testing::Values(good(), shakingCardTurned(), darkMotionJpeg(), glaringTilted()),
                         wordOf);
INSTANTIATE_TEST_SUITE_P(Captures, PreciseEquality, testing::Values(shakingCardTurned()), wordOf);

}  // namespace
}  // namespace gradevault::precheck
