#include <gtest/gtest.h>

#include <string>

#include "reading.hpp"
#include "test_video.hpp"

namespace gradevault::media {
namespace {

struct Format {
  std::string codec;
  std::string encoder;
  std::string container;
  std::string pixelFormat = "yuv420p";
  int bitDepth = 8;
};

std::string nameOf(const testing::TestParamInfo<Format>& info) {
  return info.param.codec + "_" + info.param.pixelFormat + "_in_" + info.param.container;
}

class EveryFormat : public testing::TestWithParam<Format> {
 protected:
  TestFolder folder;
  TestVideo video;
  void SetUp() override {
    video.encoder = GetParam().encoder;
    video.pixelFormat = GetParam().pixelFormat;
    if (video.encoder == "libx265") video.width = smallestX265Width;
    video.bFrames = GetParam().codec == "h264" || GetParam().codec == "hevc" ? 2 : 0;
  }
  [[nodiscard]] std::filesystem::path path() const { return folder / ("capture." + GetParam().container); }
};

TEST_P(EveryFormat, GivesEveryFrameWithItsTimeAndTheSameLumaInColour) {
  if (const auto obstacle = writeVideo(path(), video)) GTEST_SKIP() << *obstacle;
  WholeCapture capture = readWhole(path());
  ASSERT_FALSE(capture.error) << capture.error->message;
  const VideoFacts& facts = capture.reader->facts();
  EXPECT_EQ(facts.container, GetParam().container);
  EXPECT_EQ(facts.codec, GetParam().codec);
  EXPECT_EQ(facts.bitDepth, GetParam().bitDepth);
  EXPECT_EQ(facts.coded, (Size{video.width, 48}));
  EXPECT_EQ(facts.bytes, static_cast<std::int64_t>(std::filesystem::file_size(path())));
  EXPECT_EQ(facts.transfer, Transfer::sdr);
  EXPECT_EQ(facts.range, GetParam().codec == "mjpeg" ? LumaRange::full : LumaRange::limited);

  ASSERT_EQ(capture.frames.size(), 24U);
  EXPECT_EQ(capture.reader->brokenPackets(), 0);
  for (int i = 0; i < 24; ++i) {
    const LumaFrame& frame = capture.frames[static_cast<std::size_t>(i)];
    EXPECT_EQ(frame.index, i);
    EXPECT_NEAR(frame.time, i / 25.0, 0.0011) << "frame " << i;  // Matroska counts in milliseconds
    EXPECT_FALSE(frame.lost) << "frame " << i;
    EXPECT_FALSE(frame.gapBefore) << "frame " << i;
    EXPECT_EQ(frame.luma.size(), facts.coded);
  }
  EXPECT_EQ(differingInColor(capture, everyFrame(capture, 3)), std::vector<int>());
}

// Odd where the format allows it; x264 and x265 want whole chroma samples, and then the size still is no
// multiple of the blocks of 16 px and more that they code, so that the decoder has to crop.
TEST_P(EveryFormat, CutsThePictureToItsSize) {
  const bool wholeChroma = GetParam().encoder.starts_with("libx26") && GetParam().pixelFormat != "yuv444p";
  const Size cut = wholeChroma ? Size{6, 10} : Size{5, 9};
  video.width -= cut.width;
  video.height -= cut.height;
  video.frames = 3;
  if (const auto obstacle = writeVideo(path(), video)) GTEST_SKIP() << *obstacle;
  WholeCapture capture = readWhole(path());
  ASSERT_FALSE(capture.error) << capture.error->message;
  ASSERT_EQ(capture.frames.size(), 3U);
  const Size size{video.width, video.height};
  EXPECT_EQ(capture.reader->facts().coded, size);
  EXPECT_EQ(capture.frames[2].luma.size(), size);
  EXPECT_EQ(differingInColor(capture, {0, 1, 2}), std::vector<int>());
}

INSTANTIATE_TEST_SUITE_P(
    Media, EveryFormat,
    testing::Values(
        Format{"h264", "libx264", "mp4"}, Format{"h264", "libx264", "mov"}, Format{"h264", "libx264", "mkv"},
        Format{"h264", "libx264", "avi"}, Format{"h264", "libx264", "mp4", "yuv420p10le", 10},
        Format{"h264", "libx264", "mp4", "yuv444p"}, Format{"h264", "libx264", "mkv", "yuv422p"},
        Format{"hevc", "libx265", "mp4"}, Format{"hevc", "libx265", "mov"}, Format{"hevc", "libx265", "mkv"},
        Format{"hevc", "libx265", "mp4", "yuv420p10le", 10}, Format{"hevc", "libx265", "mp4", "yuv444p"},
        Format{"vp8", "libvpx", "webm"}, Format{"vp8", "libvpx", "mkv"}, Format{"vp8", "libvpx", "avi"},
        Format{"vp9", "libvpx-vp9", "webm"}, Format{"vp9", "libvpx-vp9", "mkv"},
        Format{"vp9", "libvpx-vp9", "mp4"}, Format{"vp9", "libvpx-vp9", "avi"},
        Format{"vp9", "libvpx-vp9", "webm", "yuv420p10le", 10}, Format{"av1", "libaom-av1", "mp4"},
        Format{"av1", "libaom-av1", "webm"}, Format{"av1", "libaom-av1", "mkv"},
        Format{"av1", "libaom-av1", "avi"}, Format{"av1", "libaom-av1", "mp4", "yuv420p10le", 10},
        Format{"mjpeg", "mjpeg", "avi", "yuvj420p"}, Format{"mjpeg", "mjpeg", "mov", "yuvj420p"},
        Format{"mjpeg", "mjpeg", "mkv", "yuvj422p"}, Format{"mjpeg", "mjpeg", "mp4", "yuvj444p"}),
    nameOf);

}  // namespace
}  // namespace gradevault::media
