#include <string>

#include "codec_table.hpp"
#include "gradevault/media/video_reader.hpp"

extern "C" {
#include <libavutil/avutil.h>
}

namespace gradevault::media {
namespace {

std::string dotted(unsigned version) {
  return std::to_string(AV_VERSION_MAJOR(version)) + "." + std::to_string(AV_VERSION_MINOR(version)) + "." +
         std::to_string(AV_VERSION_MICRO(version));
}

std::string line(const char* library, unsigned running, unsigned built, const char* license) {
  std::string text = std::string(library) + " " + dotted(running) + ", " + license;
  if (running != built) text += " (built against " + dotted(built) + ")";
  return text;
}

}  // namespace

std::vector<std::string> libraryVersions() {
  return {std::string("FFmpeg ") + av_version_info(),
          line("libavformat", avformat_version(), LIBAVFORMAT_VERSION_INT, avformat_license()),
          line("libavcodec", avcodec_version(), LIBAVCODEC_VERSION_INT, avcodec_license()),
          line("libavutil", avutil_version(), LIBAVUTIL_VERSION_INT, avutil_license())};
}

std::vector<CodecSupport> codecSupport() {
  std::vector<CodecSupport> support;
  for (const ReadableCodec& codec : readableCodecs()) {
    const AVCodec* decoder = decoderFor(codec);
    support.push_back({std::string(codec.name), decoder == nullptr ? std::string() : decoder->name});
  }
  return support;
}

}  // namespace gradevault::media
