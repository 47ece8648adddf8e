#include "nvdec.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "test_video.hpp"

extern "C" {
#include <libavutil/hwcontext.h>
}

namespace gradevault::media {
namespace {

struct Unref {
  void operator()(AVBufferRef* reference) const { av_buffer_unref(&reference); }
};
using Reference = std::unique_ptr<AVBufferRef, Unref>;

/// A frame as NVDEC hands it out, 1000 bytes a row, without a device behind it. Null where FFmpeg has no
/// CUDA.
FrameHandle surfaceFrame(AVPixelFormat layout) {
  const Reference device(av_hwdevice_ctx_alloc(AV_HWDEVICE_TYPE_CUDA));
  if (!device) return nullptr;
  FrameHandle frame(av_frame_alloc());
  frame->hw_frames_ctx = av_hwframe_ctx_alloc(device.get());
  reinterpret_cast<AVHWFramesContext*>(frame->hw_frames_ctx->data)->sw_format = layout;
  frame->format = AV_PIX_FMT_CUDA;
  frame->width = 96;
  frame->height = 64;
  frame->buf[0] = av_buffer_alloc(16);
  frame->data[0] = reinterpret_cast<std::uint8_t*>(std::uintptr_t{0x10000});
  frame->data[1] = reinterpret_cast<std::uint8_t*>(std::uintptr_t{0x90000});
  frame->linesize[0] = frame->linesize[1] = 1000;
  return frame;
}

TEST(Nvdec, IsForCodecsWhoseStandardsFixEveryBit) {
  EXPECT_EQ(Nvdec::decoderFor(AV_CODEC_ID_MJPEG), nullptr);
  EXPECT_EQ(Nvdec::decoderFor(AV_CODEC_ID_MPEG4), nullptr);
  const AVCodec* h264 = Nvdec::decoderFor(AV_CODEC_ID_H264);
  if (h264 == nullptr) GTEST_SKIP() << "skipped: this FFmpeg has no NVDEC";
  EXPECT_STREQ(h264->name, "h264") << "FFmpeg's own parser, not a wrapper";
}

TEST(Nvdec, WithoutADriverIsAReasonNotACrash) {
  const Result<std::shared_ptr<const Nvdec>> nvdec = Nvdec::in({.context = 1});
  if (nvdec.ok()) GTEST_SKIP() << "skipped: there is a CUDA driver";
  EXPECT_EQ(nvdec.error().code, ErrorCode::unsupported);
  TestFolder folder;
  if (const auto reason = writeVideo(folder / "a.mp4", {})) GTEST_SKIP() << *reason;
  const auto reader = VideoReader::openOnDevice(folder / "a.mp4", {}, {.context = 1});
  ASSERT_FALSE(reader.ok());
  EXPECT_EQ(reader.error().message, nvdec.error().message);
  EXPECT_EQ(VideoReader::openOnDevice(folder / "none.mp4", {}, {.context = 1}).error().code,
            ErrorCode::unreadable_input);
}

TEST(Nvdec, SurfacesAreCroppedOnAllFourSides) {
  for (const bool words : {false, true}) {
    FrameHandle frame = surfaceFrame(words ? AV_PIX_FMT_P010 : AV_PIX_FMT_NV12);
    if (!frame) GTEST_SKIP() << "skipped: this FFmpeg has no CUDA";
    frame->crop_left = 6;
    frame->crop_top = 3;
    frame->crop_right = 8;
    frame->crop_bottom = 10;
    const Result<Surface> surface =
        takeSurface(*frame, words ? AV_PIX_FMT_YUV420P10 : AV_PIX_FMT_YUV420P, AV_CODEC_ID_HEVC);
    ASSERT_TRUE(surface.ok()) << surface.error().message;
    EXPECT_EQ(surface->luma.address, 0x10000U + 3 * 1000 + (words ? 12 : 6));
    EXPECT_EQ(surface->luma.stride, 1000);
    EXPECT_EQ(surface->luma.size, (Size{82, 51}));
    EXPECT_EQ(surface->luma.bits, words ? 10 : 8);
    EXPECT_EQ(surface->luma.range, LumaRange::limited);
    EXPECT_EQ(frame->width, 82);
    EXPECT_EQ(frame->height, 51);
  }
}

TEST(Nvdec, SurfacesStayUntilTheLastOneWhoHoldsThem) {
  FrameHandle frame = surfaceFrame(AV_PIX_FMT_P016);
  if (!frame) GTEST_SKIP() << "skipped: this FFmpeg has no CUDA";
  const Reference watched(av_buffer_ref(frame->buf[0]));
  frame->color_range = AVCOL_RANGE_JPEG;
  Result<Surface> surface = takeSurface(*frame, AV_PIX_FMT_YUV420P12, AV_CODEC_ID_HEVC);
  ASSERT_TRUE(surface.ok()) << surface.error().message;
  EXPECT_EQ(surface->luma.bits, 12);
  EXPECT_EQ(surface->luma.range, LumaRange::full);
  EXPECT_EQ(frame->format, AV_PIX_FMT_YUV420P12) << "what the picture is on the CPU";
  EXPECT_EQ(frame->data[0], nullptr);
  frame.reset();
  EXPECT_EQ(av_buffer_get_ref_count(watched.get()), 2);
  std::shared_ptr<const void> second = surface->keeper;
  surface->keeper.reset();
  EXPECT_EQ(av_buffer_get_ref_count(watched.get()), 2);
  second.reset();
  EXPECT_EQ(av_buffer_get_ref_count(watched.get()), 1);
}

TEST(Nvdec, OtherLayoutsAreRefused) {
  const auto refused = [](AVPixelFormat layout, AVPixelFormat software) {
    const FrameHandle frame = surfaceFrame(layout);
    return frame && !takeSurface(*frame, software, AV_CODEC_ID_HEVC).ok();
  };
  if (!surfaceFrame(AV_PIX_FMT_NV12)) GTEST_SKIP() << "skipped: this FFmpeg has no CUDA";
  EXPECT_TRUE(refused(AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUV444P));
  EXPECT_TRUE(refused(AV_PIX_FMT_NV12, AV_PIX_FMT_YUV420P10));
  EXPECT_TRUE(refused(AV_PIX_FMT_P010, AV_PIX_FMT_YUV420P));
  EXPECT_TRUE(refused(AV_PIX_FMT_NV12, AV_PIX_FMT_NONE));
}

}  // namespace
}  // namespace gradevault::media
