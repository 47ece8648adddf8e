#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "reading.hpp"
#include "sample_plane.hpp"
#include "test_video.hpp"

namespace gradevault::media {
namespace {

// DESIGN, "luma", written out a second time on purpose.
int expectedLuma(int sample, int bits, LumaRange range) {
  const int eight = bits == 8 ? sample : std::min(255, (sample + (1 << (bits - 9))) >> (bits - 8));
  if (range == LumaRange::full) return eight;
  return std::min(255, (std::max(0, eight - 16) * 255 + 109) / 219);
}

struct Lossless {
  std::string pixelFormat;
  int bits;
  AVColorRange written;
  LumaRange used;
};

class LosslessLuma : public testing::TestWithParam<Lossless> {};

TEST_P(LosslessLuma, IsTheYPlaneByTheFormula) {
  const Lossless& given = GetParam();
  const TestFolder folder;
  TestVideo video;
  video.pixelFormat = given.pixelFormat;
  video.frames = 4;
  video.range = given.written;
  video.options = {{"qp", "0"}};
  const int values = 1 << given.bits;
  const auto sampleAt = [values](int frame, int x, int y) { return (x + 64 * y + 17 * frame) % values; };
  const auto paint = [&](int index, AVFrame& frame) {
    flat([](int) { return 0; })(index, frame);
    for (int y = 0; y < frame.height; ++y) {
      for (int x = 0; x < frame.width; ++x) {
        const int sample = sampleAt(index, x, y);
        if (given.bits == 8) {
          frame.data[0][y * frame.linesize[0] + x] = static_cast<std::uint8_t>(sample);
        } else {
          reinterpret_cast<std::uint16_t*>(frame.data[0] + y * frame.linesize[0])[x] =
              static_cast<std::uint16_t>(sample);
        }
      }
    }
  };
  if (const auto obstacle = writeVideo(folder / "lossless.mp4", video, paint)) GTEST_SKIP() << *obstacle;
  const WholeCapture capture = readWhole(folder / "lossless.mp4");
  ASSERT_FALSE(capture.error) << capture.error->message;
  EXPECT_EQ(capture.reader->facts().range, given.used);
  ASSERT_EQ(capture.frames.size(), 4U);
  int different = 0;
  for (const LumaFrame& frame : capture.frames) {
    for (int y = 0; y < 48; ++y) {
      for (int x = 0; x < 64; ++x) {
        different +=
            frame.luma.at(x, y) != expectedLuma(sampleAt(frame.index, x, y), given.bits, given.used) ? 1 : 0;
      }
    }
  }
  EXPECT_EQ(different, 0);
}

INSTANTIATE_TEST_SUITE_P(Media, LosslessLuma,
                         testing::Values(Lossless{"yuv420p", 8, AVCOL_RANGE_UNSPECIFIED, LumaRange::limited},
                                         Lossless{"yuv420p", 8, AVCOL_RANGE_MPEG, LumaRange::limited},
                                         Lossless{"yuv420p", 8, AVCOL_RANGE_JPEG, LumaRange::full},
                                         Lossless{"yuv444p", 8, AVCOL_RANGE_MPEG, LumaRange::limited},
                                         Lossless{"yuv420p10le", 10, AVCOL_RANGE_MPEG, LumaRange::limited},
                                         Lossless{"yuv420p10le", 10, AVCOL_RANGE_JPEG, LumaRange::full},
                                         Lossless{"yuv422p10le", 10, AVCOL_RANGE_UNSPECIFIED,
                                                  LumaRange::limited}));

double meanLuma(const LumaFrame& frame) {
  double sum = 0;
  for (const std::uint8_t value : frame.luma.pixels()) sum += value;
  return sum / static_cast<double>(frame.luma.pixels().size());
}

TEST(MotionJpegLuma, IsFullRange) {
  const TestFolder folder;
  TestVideo video;
  video.encoder = "mjpeg";
  video.pixelFormat = "yuvj420p";
  video.frames = 2;
  if (const auto obstacle =
          writeVideo(folder / "jpeg.avi", video, flat([](int i) { return i == 0 ? 20 : 235; }))) {
    GTEST_SKIP() << *obstacle;
  }
  const WholeCapture capture = readWhole(folder / "jpeg.avi");
  ASSERT_EQ(capture.frames.size(), 2U);
  EXPECT_NEAR(meanLuma(capture.frames[0]), 20, 1.0);
  EXPECT_NEAR(meanLuma(capture.frames[1]), 235, 1.0);
}

TEST(Luma, TakesTheMemoryThatIsHandedBack) {
  const TestFolder folder;
  TestVideo video;
  if (const auto obstacle = writeVideo(folder / "a.mp4", video)) GTEST_SKIP() << *obstacle;
  Result<std::unique_ptr<VideoReader>> reader = VideoReader::open(folder / "a.mp4");
  ASSERT_TRUE(reader.ok());
  Result<std::optional<LumaFrame>> first = (*reader)->next();
  ASSERT_TRUE(first.ok() && first->has_value());
  const GrayImage copy = (*first)->luma;
  const std::uint8_t* memory = (*first)->luma.pixels().data();
  Result<std::optional<LumaFrame>> second = (*reader)->next(std::move((*first)->luma));
  ASSERT_TRUE(second.ok() && second->has_value());
  EXPECT_EQ((*second)->luma.pixels().data(), memory);
  EXPECT_NE((*second)->luma, copy);
}

}  // namespace
}  // namespace gradevault::media
