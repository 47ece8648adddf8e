#include "video_writer.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/opt.h>
}

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <opencv2/core.hpp>
#include <vector>

namespace gradevault::film {
namespace {

std::string errorText(int code) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
  av_strerror(code, text.data(), text.size());
  return text.data();
}

void check(int code, const std::string& what) {
  if (code < 0) throw EnvironmentError(what + ": " + errorText(code));
}

struct Dictionary {
  AVDictionary* entries = nullptr;
  Dictionary() = default;
  Dictionary(const Dictionary&) = delete;
  Dictionary& operator=(const Dictionary&) = delete;
  ~Dictionary() { av_dict_free(&entries); }
  void set(const char* key, const std::string& value) { av_dict_set(&entries, key, value.c_str(), 0); }
};

/// Encoders in order of preference: those that give equal bytes for equal frames come first.
std::vector<const char*> encodersFor(Codec codec) {
  switch (codec) {
    case Codec::h264:
      return {"libx264"};
    case Codec::hevc:
      return {"libx265"};
    case Codec::vp9:
      return {"libvpx-vp9"};
    case Codec::av1:
      return {"libaom-av1", "libsvtav1"};
    case Codec::mjpeg:
      return {"mjpeg"};
  }
  return {};
}

const AVCodec* findEncoder(Codec codec) {
  std::string tried;
  for (const char* name : encodersFor(codec)) {
    if (const AVCodec* encoder = avcodec_find_encoder_by_name(name)) return encoder;
    tried += std::string(tried.empty() ? "" : ", ") + name;
  }
  throw EnvironmentError("this FFmpeg has no such encoder: " + tried);
}

AVPixelFormat pixelFormatFor(Codec codec, int bitDepth) {
  // Motion JPEG is full range by definition, and its encoder knows it only by this format's name.
  if (codec == Codec::mjpeg) return AV_PIX_FMT_YUVJ420P;
  return bitDepth == 10 ? AV_PIX_FMT_YUV420P10LE : AV_PIX_FMT_YUV420P;
}

void setQuality(const EncodeOptions& encode, AVCodecContext* context, Dictionary& options) {
  const auto crf = [&encode](int usual) { return std::to_string(encode.crf >= 0 ? encode.crf : usual); };
  switch (encode.codec) {
    case Codec::h264:
      options.set("preset", "veryfast");
      // With x264's MB-tree (r3095, its assembler) the second film of a process differed from the first,
      // frames and options being equal.
      options.set("mbtree", "0");
      encode.lossless ? options.set("qp", "0") : options.set("crf", crf(18));
      break;
    case Codec::hevc:
      options.set("preset", "ultrafast");
      options.set("x265-params", std::string("log-level=none:pools=none:frame-threads=1:lossless=") +
                                     (encode.lossless ? "1" : "0"));
      options.set("crf", crf(20));
      break;
    case Codec::vp9:
      options.set("deadline", "realtime");
      options.set("cpu-used", "7");
      encode.lossless ? options.set("lossless", "1") : options.set("crf", crf(20));
      context->bit_rate = 0;  // else the quality is capped by a bit rate
      break;
    case Codec::av1:
      options.set("usage", "realtime");
      options.set("cpu-used", "8");
      options.set("crf", encode.lossless ? "0" : crf(24));
      context->bit_rate = 0;
      if (encode.lossless) options.set("aom-params", "lossless=1");
      break;
    case Codec::mjpeg:
      context->flags |= AV_CODEC_FLAG_QSCALE;
      context->global_quality = FF_QP2LAMBDA * (encode.crf >= 0 ? encode.crf : 3);
      break;
  }
}

void addRotation(AVStream* stream, int degreesClockwise) {
  std::array<std::int32_t, 9> matrix{};
  av_display_rotation_set(matrix.data(), degreesClockwise);
  constexpr std::size_t kBytes = sizeof(matrix);
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102)
  AVCodecParameters* parameters = stream->codecpar;
  AVPacketSideData* side = av_packet_side_data_new(
      &parameters->coded_side_data, &parameters->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX, kBytes, 0);
  std::uint8_t* data = side != nullptr ? side->data : nullptr;
#else
  std::uint8_t* data = av_stream_new_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, kBytes);
#endif
  if (data == nullptr) throw EnvironmentError("out of memory");
  std::memcpy(data, matrix.data(), kBytes);
}

/// The stored plane is the upright one, turned back by as much as the player turns it.
const cv::Mat& stored(const cv::Mat& upright, int rotate, cv::Mat& buffer) {
  switch (rotate) {
    case 90:
      cv::rotate(upright, buffer, cv::ROTATE_90_COUNTERCLOCKWISE);
      return buffer;
    case 180:
      cv::rotate(upright, buffer, cv::ROTATE_180);
      return buffer;
    case 270:
      cv::rotate(upright, buffer, cv::ROTATE_90_CLOCKWISE);
      return buffer;
    default:
      return upright;
  }
}

}  // namespace

struct VideoWriter::State {
  AVFormatContext* format = nullptr;
  AVCodecContext* codec = nullptr;
  AVFrame* frame = nullptr;
  AVPacket* packet = nullptr;
  AVStream* stream = nullptr;
  std::string path;
  int rotate = 0;
  std::int64_t written = 0;
  cv::Mat buffer;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (format != nullptr) avio_closep(&format->pb);
    avformat_free_context(format);
    avcodec_free_context(&codec);
    av_frame_free(&frame);
    av_packet_free(&packet);
  }

  void encode(const AVFrame* picture) {
    check(avcodec_send_frame(codec, picture), "cannot encode " + path);
    while (true) {
      const int got = avcodec_receive_packet(codec, packet);
      if (got == AVERROR(EAGAIN) || got == AVERROR_EOF) return;
      check(got, "cannot encode " + path);
      packet->duration = 1;
      av_packet_rescale_ts(packet, codec->time_base, stream->time_base);
      packet->stream_index = stream->index;
      check(av_interleaved_write_frame(format, packet), "cannot write " + path);
    }
  }
};

VideoWriter::VideoWriter(const std::string& path, const FilmOptions& film, const EncodeOptions& encode)
    : state_(std::make_unique<State>()) {
  if (encode.codec == Codec::mjpeg && (encode.lossless || film.bitDepth != 8)) {
    throw UsageError("mjpeg is neither lossless nor 10 bits deep");
  }
  av_log_set_level(AV_LOG_FATAL);
  State& s = *state_;
  s.path = path;
  s.rotate = encode.rotate;
  avformat_alloc_output_context2(&s.format, nullptr, nullptr, path.c_str());
  if (s.format == nullptr) {
    throw UsageError("no container has the ending of " + std::filesystem::path(path).filename().string());
  }
  const bool canTurn =
      std::strcmp(s.format->oformat->name, "mp4") == 0 || std::strcmp(s.format->oformat->name, "mov") == 0;
  if (encode.rotate != 0 && !canTurn) throw UsageError("--rotate needs a video named .mp4 or .mov");

  const AVCodec* encoder = findEncoder(encode.codec);
  if (avformat_query_codec(s.format->oformat, encoder->id, FF_COMPLIANCE_NORMAL) == 0) {
    throw UsageError(std::string("a ") + s.format->oformat->name + " file cannot hold " + encoder->name);
  }
  s.codec = avcodec_alloc_context3(encoder);
  s.frame = av_frame_alloc();
  s.packet = av_packet_alloc();
  s.stream = avformat_new_stream(s.format, nullptr);
  if (s.codec == nullptr || s.frame == nullptr || s.packet == nullptr || s.stream == nullptr) {
    throw EnvironmentError("out of memory");
  }
  const bool turned = encode.rotate % 180 != 0;
  s.codec->width = turned ? film.size.height : film.size.width;
  s.codec->height = turned ? film.size.width : film.size.height;
  s.codec->pix_fmt = pixelFormatFor(encode.codec, film.bitDepth);
  s.codec->framerate = av_d2q(film.fps, 1001000);
  s.codec->time_base = av_inv_q(s.codec->framerate);
  s.codec->thread_count = 1;
  s.codec->gop_size = std::max(1, cvRound(film.fps));
  s.codec->flags |= AV_CODEC_FLAG_BITEXACT;
  s.codec->color_range = film.fullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  if (film.matrix == ColourMatrix::bt709) {
    s.codec->colorspace = AVCOL_SPC_BT709;
    s.codec->color_primaries = AVCOL_PRI_BT709;
    s.codec->color_trc = AVCOL_TRC_BT709;
    s.codec->chroma_sample_location = AVCHROMA_LOC_LEFT;
  } else {
    s.codec->colorspace = AVCOL_SPC_BT470BG;
  }
  s.format->flags |= AVFMT_FLAG_BITEXACT;
  if ((s.format->oformat->flags & AVFMT_GLOBALHEADER) != 0) s.codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  // Safari plays HEVC in MP4 only under this tag.
  if (encode.codec == Codec::hevc && canTurn) s.codec->codec_tag = MKTAG('h', 'v', 'c', '1');

  Dictionary options;
  setQuality(encode, s.codec, options);
  check(avcodec_open2(s.codec, encoder, &options.entries), std::string("cannot start ") + encoder->name);
  check(avcodec_parameters_from_context(s.stream->codecpar, s.codec), "cannot start " + path);
  s.stream->time_base = s.codec->time_base;
  s.stream->avg_frame_rate = s.codec->framerate;
  if (encode.rotate != 0) addRotation(s.stream, encode.rotate);
  check(avio_open(&s.format->pb, path.c_str(), AVIO_FLAG_WRITE), "cannot write " + path);
  check(avformat_write_header(s.format, nullptr), "cannot write " + path);

  s.frame->format = s.codec->pix_fmt;
  s.frame->width = s.codec->width;
  s.frame->height = s.codec->height;
  s.frame->color_range = s.codec->color_range;
  s.frame->colorspace = s.codec->colorspace;
  check(av_frame_get_buffer(s.frame, 0), "out of memory");
}

VideoWriter::~VideoWriter() = default;

void VideoWriter::write(const FilmFrame& frame) {
  State& s = *state_;
  check(av_frame_make_writable(s.frame), "out of memory");
  const std::array<const cv::Mat*, 3> planes = {&frame.luma, &frame.cb, &frame.cr};
  for (std::size_t i = 0; i < planes.size(); ++i) {
    const cv::Mat& plane = stored(*planes[i], s.rotate, s.buffer);
    for (int y = 0; y < plane.rows; ++y) {
      std::memcpy(s.frame->data[i] + static_cast<std::ptrdiff_t>(y) * s.frame->linesize[i], plane.ptr(y),
                  static_cast<std::size_t>(plane.cols) * plane.elemSize());
    }
  }
  s.frame->pts = s.written++;
  s.frame->quality = s.codec->global_quality;
  s.encode(s.frame);
}

void VideoWriter::finish() {
  state_->encode(nullptr);
  check(av_write_trailer(state_->format), "cannot write " + state_->path);
  check(avio_closep(&state_->format->pb), "cannot write " + state_->path);
}

}  // namespace gradevault::film
