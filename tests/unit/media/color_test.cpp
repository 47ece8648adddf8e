#include <gtest/gtest.h>

#include <cmath>

#include "color_pictures.hpp"
#include "reading.hpp"
#include "test_video.hpp"

namespace gradevault::media {
namespace {

Painter plain(int y, int u, int v) {
  return [=](int index, AVFrame& frame) {
    flat([=](int) { return y; })(index, frame);
    for (int row = 0; row < (frame.height + 1) / 2; ++row) {
      for (int x = 0; x < (frame.width + 1) / 2; ++x) {
        frame.data[1][row * frame.linesize[1] + x] = static_cast<std::uint8_t>(u);
        frame.data[2][row * frame.linesize[2] + x] = static_cast<std::uint8_t>(v);
      }
    }
  };
}

// Y'CbCr of the 75 % red bar: BT.601 (65, 100, 212), BT.709 (51, 109, 212).
class RedBar : public testing::TestWithParam<std::tuple<AVColorSpace, int, int, YuvMatrix>> {};

TEST_P(RedBar, IsRedByTheMatrixThatTheFileNames) {
  const auto [matrix, y, u, expected] = GetParam();
  const TestFolder folder;
  TestVideo video;
  video.frames = 1;
  video.matrix = matrix;
  video.options = {{"qp", "0"}};
  if (const auto obstacle = writeVideo(folder / "red.mp4", video, plain(y, u, 212)))
    GTEST_SKIP() << *obstacle;
  WholeCapture capture = readWhole(folder / "red.mp4");
  ASSERT_FALSE(capture.error) << capture.error->message;
  EXPECT_EQ(capture.reader->facts().matrix, expected);
  const auto colors = capture.reader->readColor(std::vector{0});
  ASSERT_TRUE(colors.ok());
  const RgbImage& rgb = colors->front().rgb;
  EXPECT_EQ(rgb.channels(), 3);
  EXPECT_NEAR(rgb.at(20, 20, 0), 191, 2);
  EXPECT_NEAR(rgb.at(20, 20, 1), 0, 2);
  EXPECT_NEAR(rgb.at(20, 20, 2), 0, 2);
  EXPECT_FALSE(colors->front().display.has_value())
      << "only high dynamic range needs another picture for people";
}

INSTANTIATE_TEST_SUITE_P(Media, RedBar,
                         testing::Values(std::tuple(AVCOL_SPC_UNSPECIFIED, 65, 100, YuvMatrix::bt601),
                                         std::tuple(AVCOL_SPC_SMPTE170M, 65, 100, YuvMatrix::bt601),
                                         std::tuple(AVCOL_SPC_BT709, 51, 109, YuvMatrix::bt709)));

TEST(UnspecifiedMatrix, IsThatOfHighDefinitionFrom720Lines) {
  FrameHandle frame(av_frame_alloc());
  frame->format = AV_PIX_FMT_YUV420P;
  frame->width = 1280;
  frame->height = 719;
  EXPECT_EQ(meaningOf(*frame, AV_CODEC_ID_H264).matrix, YuvMatrix::bt601);
  frame->height = 720;
  EXPECT_EQ(meaningOf(*frame, AV_CODEC_ID_H264).matrix, YuvMatrix::bt709);
  frame->color_trc = AVCOL_TRC_ARIB_STD_B67;
  EXPECT_EQ(meaningOf(*frame, AV_CODEC_ID_H264).matrix, YuvMatrix::bt2020);
  EXPECT_EQ(meaningOf(*frame, AV_CODEC_ID_H264).transfer, Transfer::hlg);
}

TEST(UnspecifiedRange, IsLimitedExceptForMotionJpeg) {
  FrameHandle frame(av_frame_alloc());
  frame->format = AV_PIX_FMT_YUV420P;
  EXPECT_EQ(meaningOf(*frame, AV_CODEC_ID_VP9).range, LumaRange::limited);
  EXPECT_EQ(meaningOf(*frame, AV_CODEC_ID_MJPEG).range, LumaRange::full);
  frame->color_range = AVCOL_RANGE_MPEG;
  EXPECT_EQ(meaningOf(*frame, AV_CODEC_ID_MJPEG).range, LumaRange::limited);
  frame->format = AV_PIX_FMT_YUVJ420P;
  EXPECT_EQ(meaningOf(*frame, AV_CODEC_ID_H264).range, LumaRange::full);
}

TEST(GreyPictures, BecomeGreyRgb) {
  FrameHandle frame(av_frame_alloc());
  frame->format = AV_PIX_FMT_GRAY8;
  frame->width = 2;
  frame->height = 1;
  ASSERT_GE(av_frame_get_buffer(frame.get(), 0), 0);
  frame->data[0][0] = 0;
  frame->data[0][1] = 200;
  const RgbImage rgb = rgbOf(*frame, {LumaRange::full, YuvMatrix::bt601, Transfer::sdr});
  EXPECT_EQ(rgb.pixels(), (std::vector<std::uint8_t>{0, 0, 0, 200, 200, 200}));
}

}  // namespace
}  // namespace gradevault::media
