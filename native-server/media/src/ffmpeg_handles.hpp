#pragma once

#include <memory>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/frame.h>
#include <libavutil/mem.h>
}

namespace gradevault::media {

/// Owners for what FFmpeg allocates; each one releases with the function that its documentation asks for.
struct FfmpegRelease {
  void operator()(AVFormatContext* context) const noexcept { avformat_close_input(&context); }
  void operator()(AVCodecContext* context) const noexcept { avcodec_free_context(&context); }
  void operator()(AVCodecParameters* parameters) const noexcept { avcodec_parameters_free(&parameters); }
  void operator()(AVPacket* packet) const noexcept { av_packet_free(&packet); }
  void operator()(AVFrame* frame) const noexcept { av_frame_free(&frame); }
  void operator()(AVIOContext* context) const noexcept {
    av_freep(&context->buffer);  // libavformat may have replaced the buffer that it was given
    avio_context_free(&context);
  }
};

using FormatHandle = std::unique_ptr<AVFormatContext, FfmpegRelease>;
using CodecHandle = std::unique_ptr<AVCodecContext, FfmpegRelease>;
using ParametersHandle = std::unique_ptr<AVCodecParameters, FfmpegRelease>;
using PacketHandle = std::unique_ptr<AVPacket, FfmpegRelease>;
using FrameHandle = std::unique_ptr<AVFrame, FfmpegRelease>;
using IoHandle = std::unique_ptr<AVIOContext, FfmpegRelease>;

}  // namespace gradevault::media
