#include "codec_table.hpp"

#include <algorithm>
#include <array>

namespace gradevault::media {
namespace {

// By name, because FFmpeg's own preference may be a hardware decoder, whose pictures we cannot vouch for.
constexpr std::array<ReadableCodec, 6> table{{
    {AV_CODEC_ID_H264, "h264", {"h264", ""}},
    {AV_CODEC_ID_HEVC, "hevc", {"hevc", ""}},
    {AV_CODEC_ID_VP8, "vp8", {"vp8", "libvpx"}},
    {AV_CODEC_ID_VP9, "vp9", {"vp9", "libvpx-vp9"}},
    {AV_CODEC_ID_AV1, "av1", {"libdav1d", "libaom-av1"}},
    {AV_CODEC_ID_MJPEG, "mjpeg", {"mjpeg", ""}},
}};

}  // namespace

std::span<const ReadableCodec> readableCodecs() noexcept {
  return table;
}

const ReadableCodec* readableCodec(AVCodecID id) noexcept {
  const auto* found =
      std::find_if(table.begin(), table.end(), [id](const ReadableCodec& codec) { return codec.id == id; });
  return found == table.end() ? nullptr : found;
}

const AVCodec* decoderFor(const ReadableCodec& codec) noexcept {
  for (const std::string_view name : codec.decoders) {
    if (name.empty()) continue;
    if (const AVCodec* decoder = avcodec_find_decoder_by_name(name.data())) return decoder;
  }
  return nullptr;
}

}  // namespace gradevault::media
