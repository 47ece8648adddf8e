#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reading.hpp"
#include "test_video.hpp"

namespace gradevault::media {
namespace {

std::vector<double> timesOf(const WholeCapture& capture) {
  std::vector<double> times;
  for (const LumaFrame& frame : capture.frames) times.push_back(frame.time);
  return times;
}

void expectTimes(const WholeCapture& capture, const std::vector<std::int64_t>& milliseconds) {
  ASSERT_FALSE(capture.error) << capture.error->message;
  const std::vector<double> times = timesOf(capture);
  ASSERT_EQ(times.size(), milliseconds.size());
  for (std::size_t i = 0; i < times.size(); ++i)
    EXPECT_NEAR(times[i], static_cast<double>(milliseconds[i]) / 1000, 1e-9) << "frame " << i;
}

struct Reordered {
  std::string encoder;
  std::string container;
  std::map<std::string, std::string> options;
};

class ReorderedPictures : public testing::TestWithParam<Reordered> {};

TEST_P(ReorderedPictures, ComeInTheOrderInWhichTheyAreShown) {
  const TestFolder folder;
  TestVideo video;
  video.encoder = GetParam().encoder;
  if (video.encoder == "libx265") video.width = smallestX265Width;
  video.bFrames = 5;
  video.frames = 30;
  video.keyInterval = 13;
  video.options = GetParam().options;
  const std::filesystem::path path = folder / ("b." + GetParam().container);
  const Painter brighter = flat([](int i) { return 30 + 6 * i; });
  if (const auto obstacle = writeVideo(path, video, brighter)) GTEST_SKIP() << *obstacle;
  WholeCapture capture = readWhole(path);
  ASSERT_FALSE(capture.error) << capture.error->message;
  ASSERT_EQ(capture.frames.size(), 30U);
  for (std::size_t i = 1; i < 30; ++i) {
    EXPECT_GT(capture.frames[i].luma.at(30, 20), capture.frames[i - 1].luma.at(30, 20)) << "frame " << i;
    EXPECT_NEAR(capture.frames[i].time, static_cast<double>(i) / 25, 0.0011) << "frame " << i;
    EXPECT_FALSE(capture.frames[i].gapBefore) << "frame " << i;
  }
  EXPECT_EQ(capture.reader->brokenPackets(), 0);
  EXPECT_EQ(differingInColor(capture, everyFrame(capture, 1)), std::vector<int>());
}

// Fixed patterns of B pictures, used as references themselves, and GOPs whose first pictures refer to the one
// before.
const std::string x264 = "bframes=5:b-adapt=0:b-pyramid=normal:open-gop=1:ref=4:scenecut=0";
const std::string x265 =
    std::string(quietX265) +
    ":bframes=5:b-adapt=0:b-pyramid=1:open-gop=1:scenecut=0:rc-lookahead=20:keyint=13:min-keyint=13";

INSTANTIATE_TEST_SUITE_P(
    Media, ReorderedPictures,
    testing::Values(
        Reordered{"libx264", "mp4", {{"x264-params", x264}}},
        Reordered{"libx264", "mkv", {{"x264-params", x264}}},
        Reordered{"libx264", "avi", {{"x264-params", x264}}},
        Reordered{"libx265", "mp4", {{"x265-params", x265}}},
        Reordered{"libx265", "mkv", {{"x265-params", x265}}},
        Reordered{
            "libvpx-vp9", "webm", {{"auto-alt-ref", "1"}, {"lag-in-frames", "16"}, {"deadline", "good"}}},
        Reordered{"libvpx", "webm", {{"auto-alt-ref", "1"}, {"lag-in-frames", "16"}, {"deadline", "good"}}},
        Reordered{"libaom-av1", "mp4", {{"usage", "good"}, {"lag-in-frames", "16"}}}),
    [](const auto& given) {
      return std::string(given.param.encoder == "libvpx-vp9"   ? "vp9"
                         : given.param.encoder == "libvpx"     ? "vp8"
                         : given.param.encoder == "libaom-av1" ? "av1"
                                                               : given.param.encoder) +
             "_" + given.param.container;
    });

class Times : public testing::TestWithParam<const char*> {};

TEST_P(Times, FollowAVariableFrameRate) {
  const TestFolder folder;
  TestVideo video;
  video.timeBase = {1, 1000};
  video.times = {0, 40, 45, 200, 201, 900, 933, 966, 1400, 5000};
  video.frames = 10;
  video.bFrames = 2;
  const std::filesystem::path path = folder / (std::string("vfr.") + GetParam());
  if (const auto obstacle = writeVideo(path, video)) GTEST_SKIP() << *obstacle;
  WholeCapture capture = readWhole(path);
  expectTimes(capture, video.times);
  EXPECT_EQ(differingInColor(capture, everyFrame(capture, 1)), std::vector<int>());
}

TEST_P(Times, StartAtTheFirstFrameHoweverLateItIs) {
  const TestFolder folder;
  TestVideo video;
  video.timeBase = {1, 1000};
  video.times = {10'000, 10'040, 10'080, 10'120};
  video.frames = 4;
  const std::filesystem::path path = folder / (std::string("late.") + GetParam());
  if (const auto obstacle = writeVideo(path, video)) GTEST_SKIP() << *obstacle;
  expectTimes(readWhole(path), {0, 40, 80, 120});
}

INSTANTIATE_TEST_SUITE_P(Media, Times, testing::Values("mp4", "mov", "mkv"),
                         [](const auto& given) { return std::string(given.param); });

}  // namespace
}  // namespace gradevault::media
