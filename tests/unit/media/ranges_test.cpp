#include <gtest/gtest.h>

#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "range_reading.hpp"
#include "reading.hpp"
#include "test_video.hpp"

namespace gradevault::media {
namespace {

void expectEqualWhereverItIsCut(const std::filesystem::path& path, const Limits& limits = {}) {
  const StreamRecord whole = uncut(path, limits);
  for (const int threads : {1, 2, 4}) {
    EXPECT_EQ(recordOf(path, {.threads = threads}, limits), whole) << threads << " threads";
  }
  EXPECT_EQ(recordOf(path, {.threads = 3, .shortestRange = 1}, limits), whole) << "cut wherever it can be";
}

// Where a picture is damaged FFmpeg fills it with what its buffers happen to hold of earlier ones, and does
// not always say so: how it looks depends on where its decoder started. All else does not, and the start does
// not depend on the threads.
void expectEqualForAllThreads(const std::filesystem::path& path) {
  const StreamRecord one = recordOf(path, {.threads = 1});
  EXPECT_EQ(withoutPixels(one), withoutPixels(uncut(path)));
  for (const int threads : {2, 4})
    EXPECT_EQ(recordOf(path, {.threads = threads}), one) << threads << " threads";
  EXPECT_EQ(recordOf(path, {.threads = 3, .shortestRange = 1}),
            recordOf(path, {.threads = 1, .shortestRange = 1}));
}

TEST(Ranges, OfEverySharedFileGiveWhatOneDecoderGives) {
  const auto folder = testData();
  if (!folder) GTEST_SKIP() << "no test data; set GRADEVAULT_TEST_DATA to its folder";
  int files = 0;
  for (const char* part : {"decoder", "video_item"}) {
    for (const auto& entry : std::filesystem::directory_iterator(*folder / part)) {
      SCOPED_TRACE(entry.path().filename().string());
      expectEqualWhereverItIsCut(entry.path());
      ++files;
    }
  }
  EXPECT_GE(files, 38);
}

struct Kind {
  std::string name;
  TestVideo video;
  std::string container;
  int ranges;  ///< at least
  friend std::ostream& operator<<(std::ostream& out, const Kind& kind) { return out << kind.name; }
};

TestVideo video(const std::string& encoder, int keyInterval, int bFrames = 0,
                std::map<std::string, std::string> options = {}) {
  TestVideo video;
  video.encoder = encoder;
  video.frames = 130;
  video.keyInterval = keyInterval;
  video.bFrames = bFrames;
  video.options = std::move(options);
  if (encoder == "libx265") video.width = smallestX265Width;
  if (encoder == "mjpeg") video.pixelFormat = "yuvj420p";
  return video;
}

const std::string openX264 = "bframes=3:b-adapt=0:b-pyramid=normal:open-gop=1:scenecut=0";
const std::string openX265 =
    std::string(quietX265) + ":bframes=3:b-adapt=0:open-gop=1:scenecut=0:keyint=30:min-keyint=30";
const std::string refreshX264 = "intra-refresh=1:keyint=30:scenecut=0";

std::vector<Kind> kinds() {
  return {
      {"h264_intra_mp4", video("libx264", 1), "mp4", 5},
      {"h264_gop7_mp4", video("libx264", 7), "mp4", 4},
      {"h264_gop30_b_mp4", video("libx264", 30, 3), "mp4", 4},
      {"h264_gop30_b_mkv", video("libx264", 30, 3), "mkv", 4},
      {"h264_gop30_b_avi", video("libx264", 30, 3), "avi", 4},
      {"h264_gop30_interlaced", video("libx264", 30, 2, {{"flags", "+ilme+ildct"}}), "mp4", 4},
      {"h264_open_gop", video("libx264", 30, 3, {{"x264-params", openX264}}), "mp4", 1},
      {"h264_intra_refresh", video("libx264", 30, 0, {{"x264-params", refreshX264}}), "mp4", 1},
      {"hevc_gop1", video("libx265", 1), "mp4", 5},
      {"hevc_gop30_b", video("libx265", 30, 3), "mp4", 1},
      {"hevc_closed_gop30_b",
       video("libx265", 30, 3,
             {{"x265-params", std::string(quietX265) + ":bframes=3:open-gop=0:keyint=30:min-keyint=30"}}),
       "mp4", 4},
      {"hevc_open_gop", video("libx265", 30, 3, {{"x265-params", openX265}}), "mkv", 1},
      {"vp8_gop30", video("libvpx", 30), "webm", 4},
      {"vp9_gop30", video("libvpx-vp9", 30), "webm", 4},
      {"vp9_hidden",
       video("libvpx-vp9", 30, 0, {{"auto-alt-ref", "1"}, {"lag-in-frames", "16"}, {"deadline", "good"}}),
       "webm", 3},
      {"av1_gop30", video("libaom-av1", 30), "mp4", 4},
      {"av1_gop30_mkv", video("libaom-av1", 30, 0, {{"usage", "good"}, {"lag-in-frames", "16"}}), "mkv", 4},
      {"mjpeg_avi", video("mjpeg", 1), "avi", 5},
  };
}

class RangesOf : public testing::TestWithParam<Kind> {
 protected:
  TestFolder folder;
  std::filesystem::path whole = folder / ("whole." + GetParam().container);
  std::filesystem::path damaged = folder / ("damaged." + GetParam().container);
  std::string bytes;

  void SetUp() override {
    if (const auto obstacle = writeVideo(whole, GetParam().video)) GTEST_SKIP() << *obstacle;
    bytes = bytesOf(whole);
  }
};

TEST_P(RangesOf, GiveWhatOneDecoderGives) {
  EXPECT_GE(rangesOf(whole), GetParam().ranges);
  const StreamRecord record = uncut(whole);
  EXPECT_EQ(record.pictures.size(), 130U);
  expectEqualWhereverItIsCut(whole);
}

TEST_P(RangesOf, GiveTheSameForAllThreadsWhereverTheFileIsCutOff) {
  for (std::size_t cut = 1; cut < 12; ++cut) {
    SCOPED_TRACE("cut " + std::to_string(cut));
    writeBytes(damaged, bytes.substr(0, bytes.size() * cut / 12));
    expectEqualForAllThreads(damaged);
  }
}

TEST_P(RangesOf, GiveTheSameForAllThreadsWhateverBitsAreFlipped) {
  std::mt19937 random(static_cast<unsigned>(GetParam().name.size()) * 7919U);
  for (int trial = 0; trial < 24; ++trial) {
    SCOPED_TRACE("trial " + std::to_string(trial));
    std::string flipped = bytes;
    for (int flips = 1 + trial % 8; flips > 0; --flips) {
      flipped[random() % flipped.size()] ^= static_cast<char>(1U << (random() % 8));
    }
    writeBytes(damaged, flipped);
    expectEqualForAllThreads(damaged);
  }
}

TEST_P(RangesOf, GiveTheSameForAllThreadsWhateverPacketsAreOverwritten) {
  std::mt19937 random(static_cast<unsigned>(GetParam().name.size()) * 104729U);
  for (int trial = 0; trial < 8; ++trial) {
    SCOPED_TRACE("trial " + std::to_string(trial));
    std::string noisy = bytes;
    for (int hole = 0; hole < 6; ++hole) {
      const std::size_t length = std::min<std::size_t>(noisy.size() / 100, 400);
      const std::size_t at = random() % (noisy.size() - length);
      for (std::size_t i = 0; i < length; ++i) noisy[at + i] = static_cast<char>(random());
    }
    writeBytes(damaged, noisy);
    expectEqualForAllThreads(damaged);
  }
}

TEST_P(RangesOf, EndWithTheSameErrorOverALimit) {
  Limits frames;
  frames.maxFrames = 77;
  expectEqualWhereverItIsCut(whole, frames);
  Limits seconds;
  seconds.maxDuration = 3;
  expectEqualWhereverItIsCut(whole, seconds);
}

TEST_P(RangesOf, GiveColoursOfTheirFrames) {
  for (const bool harmed : {false, true}) {
    if (harmed) std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 2), 40, '\7');
    writeBytes(damaged, bytes);
    WholeCapture capture = readWhole(damaged, {}, 3);
    if (!capture.reader || capture.error) continue;
    EXPECT_EQ(differingInColor(capture, everyFrame(capture, 17)), std::vector<int>()) << harmed;
  }
}

TEST_P(RangesOf, CanBeLeftAtAnyTime) {
  for (const std::size_t frames : {0U, 1U, 40U, 100U}) {
    Result<std::unique_ptr<VideoReader>> reader = VideoReader::open(whole, {}, 4);
    ASSERT_TRUE(reader.ok()) << reader.error().message;
    for (std::size_t i = 0; i < frames; ++i) ASSERT_TRUE((*reader)->next().ok());
  }
}

INSTANTIATE_TEST_SUITE_P(Media, RangesOf, testing::ValuesIn(kinds()),
                         [](const auto& given) { return given.param.name; });

// The track's list of random-access samples (ISO/IEC 14496-12, 8.6.2), each moved by some frames.
TEST(Ranges, DoNotTrustTheContainersKeyFlags) {
  const TestFolder folder;
  const std::filesystem::path path = folder / "lying.mp4";
  if (const auto obstacle = writeVideo(path, video("libx264", 30, 2))) GTEST_SKIP() << *obstacle;
  const StreamRecord honest = uncut(path);
  std::string bytes = bytesOf(path);
  const std::size_t box = bytes.find("stss");
  ASSERT_NE(box, std::string::npos);
  const std::size_t entries = static_cast<unsigned char>(bytes[box + 11]);
  ASSERT_GE(entries, 4U);
  for (std::size_t i = 0; i < entries; ++i)
    bytes[box + 15 + 4 * i] = static_cast<char>(bytes[box + 15 + 4 * i] + 3);
  writeBytes(path, bytes);
  expectEqualWhereverItIsCut(path);
  EXPECT_EQ(uncut(path).pictures, honest.pictures);
  EXPECT_GE(rangesOf(path), 4);
}

}  // namespace
}  // namespace gradevault::media
