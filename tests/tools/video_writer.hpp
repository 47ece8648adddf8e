#pragma once

#include <memory>
#include <string>

#include "film_options.hpp"
#include "sensor.hpp"

namespace gradevault::film {

enum class Codec { h264, hevc, vp9, av1, mjpeg };

struct EncodeOptions {
  Codec codec = Codec::h264;
  int crf = -1;  ///< Quality on the codec's own scale; −1: a phone's, which is good.
  bool lossless = false;
  int rotate = 0;  ///< 0, 90, 180 or 270: degrees clockwise by which a player must turn the stored frames.
};

/// Writes one video track with FFmpeg, on one thread so that equal frames give equal bytes. The container
/// follows the file's name.
class VideoWriter {
 public:
  /// @throw UsageError for what the codec or container cannot do, EnvironmentError for a missing encoder or a
  /// file that cannot be written.
  VideoWriter(const std::string& path, const FilmOptions& film, const EncodeOptions& encode);
  ~VideoWriter();
  VideoWriter(const VideoWriter&) = delete;
  VideoWriter& operator=(const VideoWriter&) = delete;

  /// @param frame upright, as Film::next gives it.
  void write(const FilmFrame& frame);

  /// Completes the file; nothing may be written after.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gradevault::film
