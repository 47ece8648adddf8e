#include "capture_error.hpp"

#include <algorithm>
#include <array>

extern "C" {
#include <libavutil/error.h>
}

namespace gradevault::media {

Error captureError(ErrorCode code, const std::filesystem::path& path, const std::string& what) {
  std::string message = path.string() + ": " + what;
  std::replace_if(
      message.begin(), message.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, '?');
  return Error{code, std::move(message)};
}

Error unreadable(const std::filesystem::path& path, const std::string& what) {
  return captureError(ErrorCode::unreadable_input, path, what);
}

std::string ffmpegReason(int code) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
  av_strerror(code, text.data(), text.size());
  return text.data();
}

std::string whatIsRead() {
  return "GradeVault reads H.264, HEVC, VP8, VP9, AV1 and MJPEG video in mp4, mov, mkv, webm and avi: "
         "convert it, "
         "for example with: ffmpeg -i INPUT -c:v libx264 -crf 16 OUTPUT.mp4";
}

}  // namespace gradevault::media
