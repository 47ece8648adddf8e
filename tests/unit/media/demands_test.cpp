#include <gtest/gtest.h>

#include <string>

#include "reading.hpp"
#include "test_video.hpp"

namespace gradevault::media {
namespace {

class Demand : public testing::Test {
 protected:
  TestFolder folder;
  std::filesystem::path path = folder / "capture.mp4";
  void SetUp() override {
    if (const auto obstacle = writeVideo(path, {})) GTEST_SKIP() << *obstacle;
  }
  void expectRefused(const Limits& limits, const std::string& limit, const std::string& value) const {
    const WholeCapture capture = readWhole(path, limits);
    ASSERT_TRUE(capture.error.has_value()) << limit;
    EXPECT_EQ(capture.error->code, ErrorCode::unreadable_input);
    EXPECT_NE(capture.error->message.find(limit), std::string::npos) << capture.error->message;
    EXPECT_NE(capture.error->message.find(value), std::string::npos) << capture.error->message;
    EXPECT_TRUE(capture.error->message.starts_with(path.string() + ": ")) << capture.error->message;
  }
};

TEST_F(Demand, OverALimitIsRefusedWithTheLimitsName) {
  expectRefused({.maxPixels = 3071}, "maxPixels", "64 x 48");
  expectRefused({.maxSide = 63}, "maxSide", "64 x 48");
  expectRefused({.maxFrames = 23}, "maxFrames", "24 frames");
  expectRefused({.maxDuration = 0.9}, "maxDuration", "1 s");
  expectRefused({.maxStreams = 0}, "maxStreams", "1 tracks");
  expectRefused({.maxBytes = 100}, "maxBytes", std::to_string(std::filesystem::file_size(path)));
}

TEST_F(Demand, AtALimitIsMet) {
  const Limits limits{.maxPixels = 64 * 48,
                      .maxSide = 64,
                      .maxFrames = 24,
                      .maxDuration = 23.0 / 25,
                      .maxStreams = 1,
                      .maxBytes = static_cast<std::int64_t>(std::filesystem::file_size(path))};
  WholeCapture capture = readWhole(path, limits);
  EXPECT_FALSE(capture.error) << capture.error->message;
  EXPECT_EQ(capture.frames.size(), 24U);
  EXPECT_EQ(differingInColor(capture, {0, 13, 23}), std::vector<int>());
}

// Matroska's index lists random-access pictures only, so the frames have to be counted while they are read.
TEST_F(Demand, IsAlsoNoticedOnlyWhileReading) {
  path = folder / "capture.mkv";
  ASSERT_FALSE(writeVideo(path, {}));
  const WholeCapture many = readWhole(path, {.maxFrames = 10});
  EXPECT_EQ(many.frames.size(), 10U);
  expectRefused({.maxFrames = 10}, "maxFrames", "10");
  const WholeCapture lengthy = readWhole(path, {.maxDuration = 0.41});
  EXPECT_EQ(lengthy.frames.size(), 11U);
  expectRefused({.maxDuration = 0.41}, "maxDuration", "0.41");
}

TEST_F(Demand, OnPixelsHoldsForPicturesOfAnyCodec) {
  for (const char* encoder : {"libx265", "libvpx", "libvpx-vp9", "libaom-av1", "mjpeg"}) {
    path = folder / (std::string(encoder) + ".mkv");
    TestVideo video;
    video.encoder = encoder;
    video.width = smallestX265Width;
    video.frames = 1;
    if (video.encoder == "mjpeg") video.pixelFormat = "yuvj420p";
    if (writeVideo(path, video)) continue;
    EXPECT_FALSE(readWhole(path, {.maxPixels = 128 * 48}).error) << encoder;
    expectRefused({.maxPixels = 128 * 47}, "maxPixels", "128 x 48");
  }
}

TEST_F(Demand, ForASideThatIsTooLongIsRefused) {
  path = folder / "wide.avi";
  TestVideo video;
  video.encoder = "mjpeg";
  video.pixelFormat = "yuvj420p";
  video.width = 65'496;  // the longest that FFmpeg's encoder makes
  video.height = 8;
  video.frames = 1;
  const auto obstacle = writeVideo(path, video);
  ASSERT_FALSE(obstacle) << *obstacle;
  expectRefused({}, "maxSide", "65496 x 8");
  EXPECT_FALSE(readWhole(path, {.maxSide = 65'535}).error);
}

TEST_F(Demand, For65535PixelsInAHeaderIsRefusedBeforeAnythingIsDecoded) {
  path = folder / "header.avi";
  TestVideo video;
  video.encoder = "mjpeg";
  video.pixelFormat = "yuvj420p";
  ASSERT_FALSE(writeVideo(path, video));
  std::string bytes = bytesOf(path);
  const std::size_t format = bytes.find("strf");  // then 8 bytes, width, height (BITMAPINFOHEADER)
  ASSERT_NE(format, std::string::npos);
  bytes.replace(format + 12, 8, std::string("\xff\xff\0\0\xff\xff\0\0", 8));
  writeBytes(path, bytes);
  expectRefused({}, "maxSide", "65535 x 65535");
}

// The container says 64 × 48, the pictures inside claim to be giants.
TEST_F(Demand, ForGiantPicturesInsideIsRefusedWithoutAllocatingThem) {
  path = folder / "liar.avi";
  TestVideo video;
  video.encoder = "mjpeg";
  video.pixelFormat = "yuvj420p";
  video.frames = 3;
  ASSERT_FALSE(writeVideo(path, video));
  std::string bytes = bytesOf(path);
  int patched = 0;
  for (std::size_t at = bytes.find("\xff\xc0"); at != std::string::npos;
       at = bytes.find("\xff\xc0", at + 1)) {
    if (bytes.substr(at + 5, 4) != std::string("\0\x30\0\x40", 4))
      continue;  // height and width in the frame header
    bytes.replace(at + 5, 4, "\xff\xff\xff\xff");
    ++patched;
  }
  ASSERT_EQ(patched, 3);
  writeBytes(path, bytes);
  const WholeCapture capture = readWhole(path);
  ASSERT_TRUE(capture.error.has_value());
  EXPECT_EQ(capture.error->code, ErrorCode::unreadable_input);
}

TEST_F(Demand, ForASinglePixelIsMet) {
  for (const auto& [encoder, format] : {std::pair("mjpeg", "yuvj444p"), std::pair("libx264", "yuv444p"),
                                        std::pair("libvpx", "yuv420p"), std::pair("libvpx-vp9", "yuv420p")}) {
    path = folder / (std::string(encoder) + ".mkv");
    TestVideo video;
    video.encoder = encoder;
    video.pixelFormat = format;
    video.width = 1;
    video.height = 1;
    video.frames = 3;
    if (writeVideo(path, video, flat([](int) { return 100; }))) continue;
    WholeCapture capture = readWhole(path);
    ASSERT_FALSE(capture.error) << capture.error->message;
    EXPECT_EQ(capture.frames.size(), 3U) << encoder;
    EXPECT_EQ(capture.reader->facts().coded, (Size{1, 1})) << encoder;
    EXPECT_EQ(differingInColor(capture, {0, 1, 2}), std::vector<int>()) << encoder;
  }
}

}  // namespace
}  // namespace gradevault::media
