#include "test_video.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>

extern "C" {
#include <libavutil/common.h>
#include <libavutil/display.h>
#include <libavutil/log.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
}

#if defined(__SANITIZE_ADDRESS__)
// The encoder x265 keeps a few hundred bytes a video; the tests only make their input with it.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libx265";
}
#endif

namespace gradevault::media {
namespace {

struct Refusal : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void require(bool ok, const std::string& what) {
  if (!ok) throw Refusal(what);
}

void setSample(AVFrame& frame, int component, int x, int y, int value) {
  const AVComponentDescriptor& layout =
      av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format))->comp[component];
  std::uint8_t* sample =
      frame.data[layout.plane] + y * frame.linesize[layout.plane] + x * layout.step + layout.offset;
  const auto word = static_cast<std::uint16_t>(value << layout.shift);
  if (layout.depth + layout.shift > 8) {
    std::memcpy(sample, &word, sizeof(word));
  } else {
    *sample = static_cast<std::uint8_t>(word);
  }
}

void paint(AVFrame& frame, const std::function<int(int component, int x, int y)>& eightBits) {
  const AVPixFmtDescriptor& format = *av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
  for (int c = 0; c < std::min<int>(3, format.nb_components); ++c) {
    const int width = c == 0 ? frame.width : AV_CEIL_RSHIFT(frame.width, format.log2_chroma_w);
    const int height = c == 0 ? frame.height : AV_CEIL_RSHIFT(frame.height, format.log2_chroma_h);
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x)
        setSample(frame, c, x, y, eightBits(c, x, y) << (format.comp[c].depth - 8));
    }
  }
}

void addRotation(AVStream& stream, int clockwise) {
  std::int32_t matrix[9];
  av_display_rotation_set(matrix, clockwise);
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 30, 100)
  AVCodecParameters& parameters = *stream.codecpar;
  AVPacketSideData* data =
      av_packet_side_data_new(&parameters.coded_side_data, &parameters.nb_coded_side_data,
                              AV_PKT_DATA_DISPLAYMATRIX, sizeof(matrix), 0);
  require(data != nullptr, "out of memory");
  std::memcpy(data->data, matrix, sizeof(matrix));
#else
  std::uint8_t* data = av_stream_new_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, sizeof(matrix));
  require(data != nullptr, "out of memory");
  std::memcpy(data, matrix, sizeof(matrix));
#endif
}

CodecHandle openEncoder(const TestVideo& video, bool globalHeader) {
  const AVCodec* encoder = avcodec_find_encoder_by_name(video.encoder.c_str());
  require(encoder != nullptr, "this FFmpeg has no encoder " + video.encoder);
  require(video.encoder != "libx265" || (video.width + 15) / 16 % 8 == 0,
          "x265 cannot make so small a picture safely");
  CodecHandle context(avcodec_alloc_context3(encoder));
  context->width = video.width;
  context->height = video.height;
  context->pix_fmt = av_get_pix_fmt(video.pixelFormat.c_str());
  context->time_base = video.timeBase;
  context->framerate = {25, 1};
  context->gop_size = video.keyInterval;
  context->max_b_frames = video.bFrames;
  context->thread_count = 1;
  context->color_range = video.range;
  context->colorspace = video.matrix;
  context->color_trc = video.transfer;
  if (globalHeader) context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  AVDictionary* options = nullptr;
  if (video.encoder == "libx264") av_dict_set(&options, "preset", "ultrafast", 0);
  if (video.encoder == "libx265") {
    av_dict_set(&options, "preset", "ultrafast", 0);
    av_dict_set(
        &options, "x265-params",
        ("log-level=none:pools=none:frame-threads=1:bframes=" + std::to_string(video.bFrames)).c_str(), 0);
  }
  if (video.encoder.starts_with("libvpx") || video.encoder == "libaom-av1") {
    av_dict_set(&options, "cpu-used", "8", 0);
    av_dict_set(&options, "deadline", "realtime", 0);
    if (video.encoder == "libaom-av1") av_dict_set(&options, "usage", "realtime", 0);
  }
  for (const auto& [key, value] : video.options) av_dict_set(&options, key.c_str(), value.c_str(), 0);
  const int opened = avcodec_open2(context.get(), encoder, &options);
  av_dict_free(&options);
  require(opened >= 0, video.encoder + " does not take these settings");
  return context;
}

void drain(AVCodecContext& encoder, AVFormatContext& container, AVStream& stream, AVPacket& packet) {
  while (avcodec_receive_packet(&encoder, &packet) >= 0) {
    av_packet_rescale_ts(&packet, encoder.time_base, stream.time_base);
    packet.stream_index = stream.index;
    require(av_interleaved_write_frame(&container, &packet) >= 0, "the container refuses a packet");
  }
}

struct Muxer {
  AVFormatContext* context = nullptr;
  explicit Muxer(const std::filesystem::path& path) {
    avformat_alloc_output_context2(&context, nullptr, nullptr, path.c_str());
    require(context != nullptr, "this FFmpeg writes no such container");
    require(avio_open(&context->pb, path.c_str(), AVIO_FLAG_WRITE) >= 0, "cannot write " + path.string());
  }
  Muxer(const Muxer&) = delete;
  Muxer& operator=(const Muxer&) = delete;
  ~Muxer() {
    if (context == nullptr) return;
    avio_closep(&context->pb);
    avformat_free_context(context);
  }
};

void write(const std::filesystem::path& path, const TestVideo& video, const Painter& paintFrame) {
  Muxer muxer(path);
  AVFormatContext& container = *muxer.context;
  container.avoid_negative_ts = AVFMT_AVOID_NEG_TS_DISABLED;
  const CodecHandle encoder = openEncoder(video, (container.oformat->flags & AVFMT_GLOBALHEADER) != 0);
  AVStream* stream = avformat_new_stream(&container, nullptr);
  require(stream != nullptr && avcodec_parameters_from_context(stream->codecpar, encoder.get()) >= 0,
          "no stream");
  stream->time_base = video.timeBase;
  stream->avg_frame_rate = {25, 1};
  if (video.clockwise != 0) addRotation(*stream, video.clockwise);
  require(avformat_query_codec(container.oformat, stream->codecpar->codec_id, FF_COMPLIANCE_NORMAL) != 0,
          "the container does not take the codec");
  AVDictionary* options = nullptr;
  for (const auto& [key, value] : video.containerOptions)
    av_dict_set(&options, key.c_str(), value.c_str(), 0);
  const int begun = avformat_write_header(&container, &options);
  av_dict_free(&options);
  require(begun >= 0, "the container does not take the codec");
  const PacketHandle packet(av_packet_alloc());
  for (int i = 0; i < video.frames; ++i) {
    const FrameHandle frame(av_frame_alloc());
    frame->width = video.width;
    frame->height = video.height;
    frame->format = encoder->pix_fmt;
    frame->color_range = video.range;
    require(av_frame_get_buffer(frame.get(), 0) >= 0, "out of memory");
    paintFrame(i, *frame);
    frame->pts = video.times.empty() ? i : video.times[static_cast<std::size_t>(i)];
    require(avcodec_send_frame(encoder.get(), frame.get()) >= 0, "the encoder refuses a frame");
    drain(*encoder, container, *stream, *packet);
  }
  avcodec_send_frame(encoder.get(), nullptr);
  drain(*encoder, container, *stream, *packet);
  require(av_write_trailer(&container) >= 0, "the container cannot be finished");
}

}  // namespace

void paintMovement(int index, AVFrame& frame) {
  paint(frame, [index](int component, int x, int y) {
    if (component > 0) return 100 + (x * 3 + y + index * component) % 56;
    const int wave = (x * 5 + y * 3 + index * 7) % 128;
    return 60 + index + (wave < 64 ? wave : 127 - wave);
  });
}

Painter flat(std::function<int(int)> level) {
  return [level = std::move(level)](int index, AVFrame& frame) {
    paint(frame, [](int, int, int) { return 128; });
    for (int y = 0; y < frame.height; ++y) {
      for (int x = 0; x < frame.width; ++x) setSample(frame, 0, x, y, level(index));
    }
  };
}

bool hasEncoder(const std::string& name) {
  return avcodec_find_encoder_by_name(name.c_str()) != nullptr;
}

std::optional<std::string> writeVideo(const std::filesystem::path& path, const TestVideo& video,
                                      const Painter& paintFrame) {
  av_log_set_level(AV_LOG_QUIET);
  try {
    write(path, video, paintFrame);
    return std::nullopt;
  } catch (const Refusal& refusal) {
    return refusal.what();
  }
}

TestFolder::TestFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "gradevault-media-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TestFolder::~TestFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace gradevault::media
