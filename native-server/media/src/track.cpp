#include "track.hpp"

#include <utility>

#include "capture_error.hpp"

namespace gradevault::media {

Result<Track> Track::of(const AVStream& stream, const std::filesystem::path& path) {
  Track track;
  track.parameters.reset(avcodec_parameters_alloc());
  if (!track.parameters || avcodec_parameters_copy(track.parameters.get(), stream.codecpar) < 0) {
    return captureError(ErrorCode::internal, path, "cannot be decoded: out of memory");
  }
  track.timeBase = stream.time_base;
  track.path = path;
  return track;
}

}  // namespace gradevault::media
