#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ffmpeg_handles.hpp"

namespace gradevault::media {

/// A small video to be made for a test.
struct TestVideo {
  std::string encoder = "libx264";  ///< FFmpeg's name
  int width = 64;
  int height = 48;
  std::string pixelFormat = "yuv420p";
  int frames = 24;
  int keyInterval = 8;
  int bFrames = 0;
  AVRational timeBase{1, 25};
  std::vector<std::int64_t> times{};             ///< of each frame in `timeBase`; empty: 0, 1, 2, …
  int clockwise = 0;                             ///< display rotation, degrees
  std::map<std::string, std::string> options{};  ///< of the encoder
  AVColorRange range = AVCOL_RANGE_UNSPECIFIED;
  AVColorSpace matrix = AVCOL_SPC_UNSPECIFIED;
  AVColorTransferCharacteristic transfer = AVCOL_TRC_UNSPECIFIED;
  std::map<std::string, std::string> containerOptions{};
};

/// What every x265 encoder here needs: one thread and no words on stderr.
inline constexpr const char* quietX265 = "log-level=none:pools=none:frame-threads=1";
/// x265 (3.5) writes behind its buffers unless a row has a multiple of eight blocks of 16 px.
inline constexpr int smallestX265Width = 128;

/// Fills the planes of frame `index`.
using Painter = std::function<void(int index, AVFrame& frame)>;

/// A picture that moves and has detail; every frame is unlike all others.
void paintMovement(int index, AVFrame& frame);
/// A flat picture: Y = `level(index)` in the format's depth, neutral chroma.
[[nodiscard]] Painter flat(std::function<int(int)> level);

[[nodiscard]] bool hasEncoder(const std::string& name);

/// Writes the video; the container follows the path's extension. Nothing, or why this FFmpeg cannot (no such
/// encoder, the container does not take the codec); test programs skip then.
[[nodiscard]] std::optional<std::string> writeVideo(const std::filesystem::path& path, const TestVideo& video,
                                                    const Painter& paint = paintMovement);

/// A folder of this test's own, empty, removed at the end.
class TestFolder {
 public:
  TestFolder();
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  ~TestFolder();
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace gradevault::media
