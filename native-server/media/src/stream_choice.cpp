#include "stream_choice.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <tuple>

#include "capture_error.hpp"
#include "codec_table.hpp"

namespace gradevault::media {
namespace {

std::string describe(const AVCodecParameters& parameters) {
  if (parameters.codec_id == AV_CODEC_ID_NONE) {
    char tag[AV_FOURCC_MAX_STRING_SIZE] = {};
    return "video that this FFmpeg does not know (" +
           std::string(av_fourcc_make_string(tag, parameters.codec_tag)) + ")";
  }
  const AVCodecDescriptor* descriptor = avcodec_descriptor_get(parameters.codec_id);
  const std::string name = avcodec_get_name(parameters.codec_id);
  if (descriptor == nullptr || descriptor->long_name == nullptr) return name + " video";
  return std::string(descriptor->long_name) + " video (" + name + ")";
}

bool mayHoldPackets(AVStream& stream) {
  return stream.nb_frames > 0 || avformat_index_get_entries_count(&stream) > 0;
}

auto preference(AVStream& stream) {
  const std::int64_t pixels = std::int64_t{stream.codecpar->width} * stream.codecpar->height;
  return std::tuple(mayHoldPackets(stream), (stream.disposition & AV_DISPOSITION_DEFAULT) != 0, pixels);
}

}  // namespace

Result<int> chooseVideoStream(const AVFormatContext& container, const std::filesystem::path& path) {
  AVStream* chosen = nullptr;
  std::string unread;
  std::string undecodable;
  std::string others;
  for (AVStream* stream : std::span(container.streams, container.nb_streams)) {
    const AVCodecParameters& parameters = *stream->codecpar;
    if (parameters.codec_type != AVMEDIA_TYPE_VIDEO) {
      if (parameters.codec_type == AVMEDIA_TYPE_AUDIO && others.empty()) {
        others = std::string(" (only audio: ") + avcodec_get_name(parameters.codec_id) + ")";
      }
      continue;
    }
    if ((stream->disposition & AV_DISPOSITION_ATTACHED_PIC) != 0) continue;
    const ReadableCodec* codec = readableCodec(parameters.codec_id);
    if (codec == nullptr) {
      if (unread.empty()) unread = describe(parameters);
    } else if (decoderFor(*codec) == nullptr) {
      undecodable = std::string(codec->name);
    } else if (chosen == nullptr || preference(*stream) > preference(*chosen)) {
      chosen = stream;
    }
  }
  if (chosen != nullptr) return chosen->index;
  if (!undecodable.empty()) {
    return captureError(ErrorCode::unsupported, path,
                        "contains " + undecodable + " video, for which this FFmpeg has no decoder");
  }
  if (!unread.empty()) return unreadable(path, "contains " + unread + "; " + whatIsRead());
  if (container.nb_streams == 0) return unreadable(path, "holds no track at all; copy or record it again");
  return unreadable(path, "has no video track" + others + "; give a video");
}

}  // namespace gradevault::media
