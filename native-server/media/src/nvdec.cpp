#include "nvdec.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "capture_error.hpp"
#include "picture_meaning.hpp"

extern "C" {
#include <libavutil/hwcontext.h>
#include <libavutil/pixdesc.h>
// The header below wants the CUDA toolkit's cuda.h for these two opaque pointers alone.
#define CUDA_VERSION 0
typedef struct CUctx_st* CUcontext;
typedef struct CUstream_st* CUstream;
#include <libavutil/hwcontext_cuda.h>
}

namespace gradevault::media {
namespace {

constexpr std::array codecs{AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_VP9, AV_CODEC_ID_AV1};

bool decodesToSurfaces(const AVCodec& codec) {
  // Wrappers (h264_cuvid) parse the stream themselves and keep no frame's packet number.
  if (av_codec_is_decoder(&codec) == 0 || codec.wrapper_name != nullptr) return false;
  for (int i = 0;; ++i) {
    const AVCodecHWConfig* config = avcodec_get_hw_config(&codec, i);
    if (config == nullptr) return false;
    if (config->device_type == AV_HWDEVICE_TYPE_CUDA &&
        (config->methods & AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX) != 0) {
      return true;
    }
  }
}

// Asked again without CUDA when NVDEC refuses the profile; then there is no format that we want.
AVPixelFormat chooseSurfaces(AVCodecContext* context, const AVPixelFormat* offered) {
  auto& software = *static_cast<AVPixelFormat*>(context->opaque);
  AVPixelFormat chosen = AV_PIX_FMT_NONE;
  for (; *offered != AV_PIX_FMT_NONE; ++offered) {
    if (*offered == AV_PIX_FMT_CUDA) chosen = *offered;
    const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(*offered);
    if ((description->flags & AV_PIX_FMT_FLAG_HWACCEL) == 0) software = *offered;
  }
  return chosen;
}

std::string nameOf(AVPixelFormat format) {
  const char* name = av_get_pix_fmt_name(format);
  return name == nullptr ? "unknown" : name;
}

}  // namespace

Result<std::shared_ptr<const Nvdec>> Nvdec::in(const LumaDevice& device) {
  auto nvdec = std::make_shared<Nvdec>();
  nvdec->device_.reset(av_hwdevice_ctx_alloc(AV_HWDEVICE_TYPE_CUDA));
  if (!nvdec->device_) return Error{ErrorCode::unsupported, "this FFmpeg was built without CUDA and NVDEC"};
  auto* context = reinterpret_cast<AVHWDeviceContext*>(nvdec->device_->data);
  auto* cuda = static_cast<AVCUDADeviceContext*>(context->hwctx);
  // The runtime's context as it is: FFmpeg refuses to open the primary one when others made it with flags of
  // their own. Surfaces are finished on the default stream.
  cuda->cuda_ctx = reinterpret_cast<CUcontext>(static_cast<std::uintptr_t>(device.context));
  cuda->stream = nullptr;
  if (const int status = av_hwdevice_ctx_init(nvdec->device_.get()); status < 0) {
    return Error{ErrorCode::unsupported, "FFmpeg cannot use the CUDA driver (" + ffmpegReason(status) + ")"};
  }
  return std::shared_ptr<const Nvdec>(std::move(nvdec));
}

const AVCodec* Nvdec::decoderFor(AVCodecID codec) noexcept {
  if (std::ranges::find(codecs, codec) == codecs.end()) return nullptr;
  void* position = nullptr;
  while (const AVCodec* candidate = av_codec_iterate(&position)) {
    if (candidate->id == codec && decodesToSurfaces(*candidate)) return candidate;
  }
  return nullptr;
}

Status Nvdec::attach(AVCodecContext& context, AVPixelFormat& software) const {
  software = AV_PIX_FMT_NONE;
  context.hw_device_ctx = av_buffer_ref(device_.get());
  if (context.hw_device_ctx == nullptr) return Error{ErrorCode::internal, "out of memory"};
  context.opaque = &software;
  context.get_format = chooseSurfaces;
  // The surfaces that the reader's user holds are not there for decoding; two more may be on their way to it.
  context.extra_hw_frames = VideoReader::mostDeviceFrames + 2;
#ifdef AV_HWACCEL_FLAG_UNSAFE_OUTPUT
  // Without a copy: how many surfaces are held is bounded.
  context.hwaccel_flags |= AV_HWACCEL_FLAG_UNSAFE_OUTPUT;
#endif
  return {};
}

Result<Surface> takeSurface(AVFrame& frame, AVPixelFormat software, AVCodecID codec) {
  const auto* frames = frame.hw_frames_ctx == nullptr
                           ? nullptr
                           : reinterpret_cast<const AVHWFramesContext*>(frame.hw_frames_ctx->data);
  const AVPixelFormat layout = frames == nullptr ? AV_PIX_FMT_NONE : frames->sw_format;
  const AVPixFmtDescriptor* meant = av_pix_fmt_desc_get(software);
  const bool words = layout == AV_PIX_FMT_P010 || layout == AV_PIX_FMT_P016;
  const bool fits = meant != nullptr && (words ? meant->comp[0].depth > 8 : meant->comp[0].depth == 8);
  if (frame.format != AV_PIX_FMT_CUDA || (!words && layout != AV_PIX_FMT_NV12) || !fits) {
    return Error{ErrorCode::unsupported, "surfaces of the format " + nameOf(layout) + " for " +
                                             nameOf(software) + " are not read on the device"};
  }
  Surface surface;
  const int bytes = words ? 2 : 1;
  surface.luma.stride = frame.linesize[0];
  surface.luma.address = reinterpret_cast<std::uintptr_t>(frame.data[0]) +
                         frame.crop_top * static_cast<std::size_t>(frame.linesize[0]) +
                         frame.crop_left * static_cast<std::size_t>(bytes);
  surface.luma.bits = meant->comp[0].depth;
  // FFmpeg crops pictures in hardware at the right and at the bottom only.
  frame.width -= static_cast<int>(frame.crop_left + frame.crop_right);
  frame.height -= static_cast<int>(frame.crop_top + frame.crop_bottom);
  frame.crop_left = frame.crop_right = frame.crop_top = frame.crop_bottom = 0;
  surface.luma.size = {frame.width, frame.height};

  AVFrame* keeper = av_frame_alloc();
  if (keeper == nullptr) return Error{ErrorCode::internal, "out of memory"};
  surface.keeper = std::shared_ptr<const void>(keeper, [keeper](const void*) {
    AVFrame* kept = keeper;
    av_frame_free(&kept);
  });
  for (std::size_t i = 0; i < std::size(frame.buf); ++i) std::swap(keeper->buf[i], frame.buf[i]);
  std::swap(keeper->hw_frames_ctx, frame.hw_frames_ctx);
  std::ranges::fill(frame.data, nullptr);
  frame.format = software;
  surface.luma.range = meaningOf(frame, codec).range;
  return surface;
}

}  // namespace gradevault::media
