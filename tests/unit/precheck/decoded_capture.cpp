#include "decoded_capture.hpp"

#include <stdexcept>

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace gradevault::precheck {
namespace {

void require(bool worked, const char* what) {
  if (!worked) throw std::runtime_error(std::string("decoding failed: ") + what);
}

PictureLayout layoutOf(AVPixelFormat format) {
  const AVPixFmtDescriptor& description = *av_pix_fmt_desc_get(format);
  require(description.nb_components >= 3, "grey pictures are not filmed here");
  if (description.log2_chroma_w == 0) return PictureLayout::i444;
  return description.log2_chroma_h == 0 ? PictureLayout::i422 : PictureLayout::i420;
}

void takePictures(AVCodecContext& decoder, const AVStream& stream, DecodedCapture& capture) {
  for (;;) {
    media::FrameHandle frame(av_frame_alloc());
    if (avcodec_receive_frame(&decoder, frame.get()) < 0) return;
    capture.times.push_back(static_cast<double>(frame->best_effort_timestamp) * av_q2d(stream.time_base));
    capture.pictures.push_back(std::move(frame));
  }
}

}  // namespace

PrecheckFrame DecodedCapture::frame(std::size_t index) const {
  const AVFrame& from = *pictures[index];
  const auto format = static_cast<AVPixelFormat>(from.format);
  PrecheckFrame frame;
  frame.time = times[index];
  frame.picture.layout = layoutOf(format);
  frame.picture.size = {from.width, from.height};
  frame.picture.bits = av_pix_fmt_desc_get(format)->comp[0].depth;
  frame.picture.range = facts.range;
  frame.picture.matrix = facts.matrix;
  for (std::size_t plane = 0; plane < 3; ++plane) {
    frame.picture.planes[plane] = reinterpret_cast<const std::byte*>(from.data[plane]);
    frame.picture.strides[plane] = from.linesize[plane];
  }
  return frame;
}

DecodedCapture decodeCapture(const std::filesystem::path& path) {
  DecodedCapture capture;
  auto reader = media::VideoReader::open(path);
  require(reader.ok(), "our reader does not open it");
  capture.facts = (*reader)->facts();

  AVFormatContext* opened = nullptr;
  require(avformat_open_input(&opened, path.c_str(), nullptr, nullptr) == 0, "open");
  const media::FormatHandle format(opened);
  require(avformat_find_stream_info(format.get(), nullptr) >= 0, "stream");
  const AVStream& stream = *format->streams[0];
  const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
  const media::CodecHandle decoder(avcodec_alloc_context3(codec));
  require(avcodec_parameters_to_context(decoder.get(), stream.codecpar) >= 0, "parameters");
  require(avcodec_open2(decoder.get(), codec, nullptr) == 0, "codec");
  const media::PacketHandle packet(av_packet_alloc());
  while (av_read_frame(format.get(), packet.get()) >= 0) {
    require(avcodec_send_packet(decoder.get(), packet.get()) == 0, "packet");
    av_packet_unref(packet.get());
    takePictures(*decoder, stream, capture);
  }
  require(avcodec_send_packet(decoder.get(), nullptr) == 0, "end");
  takePictures(*decoder, stream, capture);
  return capture;
}

}  // namespace gradevault::precheck
