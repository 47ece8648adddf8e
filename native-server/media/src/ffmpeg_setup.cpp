#include "ffmpeg_setup.hpp"

#include <cstddef>
#include <mutex>

extern "C" {
#include <libavutil/log.h>
#include <libavutil/mem.h>
}

namespace gradevault::media {

void setUpFfmpeg() {
  static std::once_flag once;
  std::call_once(once, [] {
    av_log_set_level(AV_LOG_QUIET);
    av_max_alloc(std::size_t{1} << 30);
  });
}

}  // namespace gradevault::media
