#include "decoder.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <string>

#include "capture_error.hpp"
#include "codec_table.hpp"
#include "hevc_messages.hpp"

namespace gradevault::media {
namespace {

int zeroedBuffer(AVCodecContext* context, AVFrame* frame, int flags) {
  const int result = avcodec_default_get_buffer2(context, frame, flags);
  if (result < 0) return result;
  for (const AVBufferRef* buffer : frame->buf) {
    if (buffer != nullptr) std::memset(buffer->data, 0, buffer->size);
  }
  return result;
}

// Coded sizes are padded to blocks of at most 64 px before cropping; a picture at the limit must still pass.
std::int64_t pixelsWithPadding(const Limits& limits) {
  return limits.maxPixels + 2LL * 64 * limits.maxSide + 64LL * 64;
}

void makeReproducible(AVCodecContext& context, const Limits& limits) {
  context.thread_count = 1;
  context.flags |= AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_UNALIGNED | AV_CODEC_FLAG_OUTPUT_CORRUPT;
  context.idct_algo = FF_IDCT_SIMPLE;
  context.get_buffer2 = zeroedBuffer;
  context.max_pixels = pixelsWithPadding(limits);
  if (context.codec_id == AV_CODEC_ID_H264) context.strict_std_compliance = FF_COMPLIANCE_STRICT;
}

}  // namespace

Result<std::unique_ptr<Decoder>> Decoder::open(const Track& track, const Limits& limits) {
  const std::filesystem::path& path = track.path;
  const ReadableCodec* codec = readableCodec(track.codec());
  const AVCodec* implementation = codec == nullptr ? nullptr : decoderFor(*codec);
  if (implementation == nullptr)
    return captureError(ErrorCode::unsupported, path, "this FFmpeg cannot decode it");
  auto decoder = std::make_unique<Decoder>();
  decoder->context_.reset(avcodec_alloc_context3(implementation));
  AVCodecContext* context = decoder->context_.get();
  if (context == nullptr || avcodec_parameters_to_context(context, track.parameters.get()) < 0) {
    return captureError(ErrorCode::internal, path, "cannot be decoded: out of memory");
  }
  context->pkt_timebase = track.timeBase;
  makeReproducible(*context, limits);
  if (const int opened = avcodec_open2(context, implementation, nullptr); opened < 0) {
    return unreadable(path, "its " + std::string(codec->name) + " set-up data is damaged (" +
                                ffmpegReason(opened) + "); copy or record it again");
  }
  // These two swallow errors inside a picture unless asked not to. Only now: set-up data is read leniently.
  if (codec->id == AV_CODEC_ID_HEVC || codec->id == AV_CODEC_ID_MJPEG)
    context->err_recognition |= AV_EF_EXPLODE;
  if (codec->id == AV_CODEC_ID_HEVC) {
    const AVCodecParameters& parameters = *track.parameters;
    decoder->hevcLengthBytes_ = hevcLengthBytes(
        {parameters.extradata, static_cast<std::size_t>(std::max(0, parameters.extradata_size))});
  }
  return decoder;
}

int Decoder::send(AVPacket& packet, std::int64_t number) noexcept {
  packet.pts = number;
  packet.dts = number;
  packet.flags &= ~AV_PKT_FLAG_DISCARD;
  if (context_->codec_id == AV_CODEC_ID_HEVC && packet.size > 0 && av_packet_make_writable(&packet) >= 0) {
    silenceHevcMessages({packet.data, static_cast<std::size_t>(packet.size)}, hevcLengthBytes_);
  }
  return avcodec_send_packet(context_.get(), &packet);
}

void Decoder::finish() noexcept {
  avcodec_send_packet(context_.get(), nullptr);
}

int Decoder::receive(AVFrame& frame) noexcept {
  return avcodec_receive_frame(context_.get(), &frame);
}

bool Decoder::reportedDamage(const AVFrame& frame) noexcept {
  return (frame.flags & AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags != 0;
}

}  // namespace gradevault::media
