#pragma once

#include <memory>

#include "ffmpeg_handles.hpp"
#include "gradevault/device_luma.hpp"
#include "gradevault/media/video_reader.hpp"

namespace gradevault::media {

/// Decoding on an NVIDIA GPU (NVDEC) in an engine's own CUDA context, through libavcodec's hardware contexts.
class Nvdec {
 public:
  /// Errors (unsupported): this FFmpeg has no CUDA, or cannot load the driver.
  [[nodiscard]] static Result<std::shared_ptr<const Nvdec>> in(const LumaDevice& device);

  /// FFmpeg's own decoder of this codec that can leave the work to NVDEC, or null. Only codecs whose
  /// standards fix every bit of a picture: H.264, HEVC, VP9, AV1.
  [[nodiscard]] static const AVCodec* decoderFor(AVCodecID codec) noexcept;

  /// Sets a context that was not opened yet so that its pictures are surfaces; `software` becomes the format
  /// that they would have on the CPU, and must outlive the context. Error (internal): out of memory.
  [[nodiscard]] Status attach(AVCodecContext& context, AVPixelFormat& software) const;

 private:
  struct Unref {
    void operator()(AVBufferRef* reference) const noexcept { av_buffer_unref(&reference); }
  };
  std::unique_ptr<AVBufferRef, Unref> device_;
};

/// A decoded picture in a device's memory, and who keeps it there.
struct Surface {
  DeviceLuma luma;
  std::shared_ptr<const void> keeper;
};

/// Takes the surface out of a frame that came from NVDEC. The frame goes on as a description of the picture,
/// without pixels: format `software`, cropped on all four sides. Errors: unsupported for anything else than
/// 4:2:0 with up to 16 bits; internal when memory is out.
[[nodiscard]] Result<Surface> takeSurface(AVFrame& frame, AVPixelFormat software, AVCodecID codec);

}  // namespace gradevault::media
