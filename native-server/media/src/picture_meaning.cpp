#include "picture_meaning.hpp"

#include <string>

#include "codec_table.hpp"
#include "rotation_metadata.hpp"

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace gradevault::media {
namespace {

bool fullRangeByFormat(int format) {
  switch (format) {
    case AV_PIX_FMT_YUVJ411P:
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ440P:
    case AV_PIX_FMT_YUVJ444P:
      return true;
    default:
      return false;
  }
}

LumaRange rangeOf(const AVFrame& picture, AVCodecID codec) {
  if (picture.color_range == AVCOL_RANGE_JPEG || fullRangeByFormat(picture.format)) return LumaRange::full;
  const bool unspecified = picture.color_range != AVCOL_RANGE_MPEG;
  return unspecified && codec == AV_CODEC_ID_MJPEG ? LumaRange::full : LumaRange::limited;
}

Transfer transferOf(const AVFrame& picture) {
  if (picture.color_trc == AVCOL_TRC_SMPTE2084) return Transfer::pq;
  return picture.color_trc == AVCOL_TRC_ARIB_STD_B67 ? Transfer::hlg : Transfer::sdr;
}

YuvMatrix matrixOf(const AVFrame& picture, Transfer transfer) {
  switch (picture.colorspace) {
    case AVCOL_SPC_BT709:
    case AVCOL_SPC_SMPTE240M:
      return YuvMatrix::bt709;
    case AVCOL_SPC_FCC:
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M:
      return YuvMatrix::bt601;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
    case AVCOL_SPC_ICTCP:
      return YuvMatrix::bt2020;
    default:
      if (transfer != Transfer::sdr) return YuvMatrix::bt2020;
      return picture.height < 720 ? YuvMatrix::bt601 : YuvMatrix::bt709;
  }
}

}  // namespace

PictureMeaning meaningOf(const AVFrame& picture, AVCodecID codec) noexcept {
  const Transfer transfer = transferOf(picture);
  return {rangeOf(picture, codec), matrixOf(picture, transfer), transfer};
}

VideoFacts factsOf(const AVFormatContext& format, const AVStream& stream, const AVFrame& first) {
  const auto pixels = static_cast<AVPixelFormat>(first.format);
  const ReadableCodec* codec = readableCodec(stream.codecpar->codec_id);
  const PictureMeaning meaning = meaningOf(first, stream.codecpar->codec_id);
  VideoFacts facts;
  facts.codec = codec == nullptr ? std::string() : std::string(codec->name);
  facts.pixelFormat = av_get_pix_fmt_name(pixels);
  facts.coded = {first.width, first.height};
  facts.rotation = containerRotation(stream);
  facts.bitDepth = av_pix_fmt_desc_get(pixels)->comp[0].depth;
  facts.range = meaning.range;
  facts.matrix = meaning.matrix;
  facts.transfer = meaning.transfer;
  if (stream.nb_frames > 0) facts.frameCountHint = stream.nb_frames;
  if (stream.duration != AV_NOPTS_VALUE && stream.duration > 0) {
    facts.durationHint = static_cast<double>(stream.duration) * av_q2d(stream.time_base);
  } else if (format.duration != AV_NOPTS_VALUE && format.duration > 0) {
    facts.durationHint = static_cast<double>(format.duration) / AV_TIME_BASE;
  }
  return facts;
}

}  // namespace gradevault::media
