#include "tone_map.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "reading.hpp"
#include "test_video.hpp"

namespace gradevault::media {
namespace {

// A row of 10-bit limited-range greys.
FrameHandle greys(const std::vector<int>& samples) {
  FrameHandle frame(av_frame_alloc());
  frame->format = AV_PIX_FMT_YUV420P10LE;
  frame->width = static_cast<int>(samples.size());
  frame->height = 1;
  EXPECT_GE(av_frame_get_buffer(frame.get(), 0), 0);
  const auto set = [&](int plane, std::size_t x, int value) {
    reinterpret_cast<std::uint16_t*>(frame->data[plane])[x] = static_cast<std::uint16_t>(value);
  };
  for (std::size_t x = 0; x < samples.size(); ++x) {
    set(0, x, samples[x]);
    set(1, x / 2, 512);
    set(2, x / 2, 512);
  }
  return frame;
}

// 10-bit code of a signal of 0 … 1.
int code(double signal) {
  return static_cast<int>(64 + 876 * signal + 0.5);
}

TEST(ToneMap, PutsReferenceWhiteOfBothCurvesAtTheSameBrightness) {
  // BT.2408: 203 cd/m² is PQ 0.58 and HLG 0.75. The curve gives 0.6 + 0.4 (1 − 1/e) = 0.853 of linear light,
  // sRGB 237.
  const FrameHandle pq = greys({code(0.5807)});
  const FrameHandle hlg = greys({code(0.75)});
  EXPECT_NEAR(toneMapped(*pq, {LumaRange::limited, YuvMatrix::bt2020, Transfer::pq}).at(0, 0), 237, 2);
  EXPECT_NEAR(toneMapped(*hlg, {LumaRange::limited, YuvMatrix::bt2020, Transfer::hlg}).at(0, 0), 237, 2);
}

TEST(ToneMap, KeepsBlackBlackGreyGreyAndTheOrderOfBrightness) {
  const FrameHandle frame = greys({code(0), code(0.2), code(0.4), code(0.6), code(0.8), code(1)});
  for (const Transfer transfer : {Transfer::pq, Transfer::hlg}) {
    const RgbImage picture = toneMapped(*frame, {LumaRange::limited, YuvMatrix::bt2020, transfer});
    EXPECT_EQ(picture.at(0, 0, 0), 0);
    for (int x = 0; x < 6; ++x) {
      EXPECT_NEAR(picture.at(x, 0, 1), picture.at(x, 0, 0), 1);
      EXPECT_NEAR(picture.at(x, 0, 2), picture.at(x, 0, 0), 1);
      if (x > 0) {
        EXPECT_GE(picture.at(x, 0, 0), picture.at(x - 1, 0, 0));
      }
    }
    EXPECT_GE(picture.at(5, 0, 0), 250);
  }
}

TEST(ToneMap, IsOfferedForHighDynamicRangeOnly) {
  const TestFolder folder;
  TestVideo video;
  video.pixelFormat = "yuv420p10le";
  video.frames = 2;
  video.transfer = AVCOL_TRC_SMPTE2084;
  video.matrix = AVCOL_SPC_BT2020_NCL;
  if (const auto obstacle = writeVideo(folder / "pq.mp4", video, flat([](int) { return 512; }))) {
    GTEST_SKIP() << *obstacle;
  }
  WholeCapture capture = readWhole(folder / "pq.mp4");
  ASSERT_FALSE(capture.error) << capture.error->message;
  EXPECT_EQ(capture.reader->facts().transfer, Transfer::pq);
  EXPECT_EQ(capture.reader->facts().matrix, YuvMatrix::bt2020);
  const auto colors = capture.reader->readColor(std::vector{1});
  ASSERT_TRUE(colors.ok());
  ASSERT_TRUE(colors->front().display.has_value());
  // PQ 0.511 is 102 cd/m², half of reference white: 0.503 of linear light, which the curve keeps; sRGB 188.
  EXPECT_NEAR(colors->front().display->at(10, 10), 188, 3);
  EXPECT_NEAR(colors->front().rgb.at(10, 10), 130, 1) << "the analysis sees the signal itself";
}

}  // namespace
}  // namespace gradevault::media
