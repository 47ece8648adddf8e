#include "rotation_metadata.hpp"

#include <cmath>
#include <cstdint>
#include <cstring>

extern "C" {
#include <libavutil/display.h>
}

namespace gradevault::media {

Rotation rotationOf(const std::int32_t (&matrix)[9]) {
  const double determinant =
      static_cast<double>(matrix[0]) * matrix[4] - static_cast<double>(matrix[1]) * matrix[3];
  if (determinant <= 0) return Rotation::none;
  const double counterclockwise = av_display_rotation_get(matrix);
  if (!std::isfinite(counterclockwise)) return Rotation::none;
  const long quarters = std::lround(-counterclockwise / 90);
  switch (((quarters % 4) + 4) % 4) {
    case 1:
      return Rotation::cw90;
    case 2:
      return Rotation::cw180;
    case 3:
      return Rotation::cw270;
    default:
      return Rotation::none;
  }
}

Rotation containerRotation(const AVStream& stream) {
  const void* data = nullptr;
  std::size_t bytes = 0;
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 30, 100)
  const AVCodecParameters& parameters = *stream.codecpar;
  if (const AVPacketSideData* entry = av_packet_side_data_get(
          parameters.coded_side_data, parameters.nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX)) {
    data = entry->data;
    bytes = entry->size;
  }
#else
  data = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &bytes);
#endif
  std::int32_t matrix[9] = {};
  if (data == nullptr || bytes < sizeof(matrix)) return Rotation::none;
  std::memcpy(matrix, data, sizeof(matrix));
  return rotationOf(matrix);
}

}  // namespace gradevault::media
