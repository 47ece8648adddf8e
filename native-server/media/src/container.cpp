#include "container.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "capture_error.hpp"
#include "file_signature.hpp"

namespace gradevault::media {
namespace {

bool holdsStillPicture(std::string_view brand) {
  constexpr std::array<std::string_view, 6> stills{"heic", "heix", "heim", "heis", "mif1", "avif"};
  return std::find(stills.begin(), stills.end(), brand) != stills.end();
}

std::string describe(const AVInputFormat& format) {
  const std::string_view name = format.name;
  if (name.ends_with("_pipe") || name == "image2" || name == "gif") {
    return "is a still picture (" + std::string(name.substr(0, name.find('_'))) + "), not a video";
  }
  return std::string("is ") + (format.long_name == nullptr ? format.name : format.long_name);
}

}  // namespace

Result<Container> recogniseContainer(const CaptureFile& file, AVIOContext& io) {
  const std::string brand = majorBrand(file);
  if (holdsStillPicture(brand)) {
    return unreadable(file.path(), "is a still picture (" + brand + "), not a video; " + whatIsRead());
  }
  const AVInputFormat* format = nullptr;
  const int score = av_probe_input_buffer2(&io, &format, "", nullptr, 0, 0);
  const std::string_view name = format == nullptr ? "" : format->name;
  if (name.starts_with("mov,")) return Container{brand.empty() || brand == "qt  " ? "mov" : "mp4", format};
  if (name.starts_with("matroska"))
    return Container{matroskaDocType(file) == "webm" ? "webm" : "mkv", format};
  if (name == "avi") return Container{"avi", format};
  if (format == nullptr || score <= AVPROBE_SCORE_RETRY) {
    return unreadable(file.path(), "is not a video (no known format in its bytes); " + whatIsRead());
  }
  return unreadable(file.path(), describe(*format) + "; " + whatIsRead());
}

std::string openFailure(const CaptureFile& file, const Container& container, int ffmpegError) {
  const bool isoMedia = container.name == "mp4" || container.name == "mov";
  if (isoMedia && !hasTopLevelBox(file, "moov")) {
    return "is cut off or was never finished: its index (moov) is missing; copy or record it again";
  }
  return "is a damaged " + container.name + " file (" + ffmpegReason(ffmpegError) +
         "); copy or record it again";
}

}  // namespace gradevault::media
