#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gradevault/media/video_reader.hpp"

namespace gradevault::media {

/// All that a reader gave until its end or its error.
struct WholeCapture {
  std::unique_ptr<VideoReader> reader;
  std::vector<LumaFrame> frames;
  std::optional<Error> error;  ///< of opening (then there is no reader) or of reading
};

[[nodiscard]] WholeCapture readWhole(const std::filesystem::path& path, const Limits& limits = {},
                                     int threads = 1);

[[nodiscard]] int lostFrames(const WholeCapture& capture);
/// Every `step`-th frame's number.
[[nodiscard]] std::vector<int> everyFrame(const WholeCapture& capture, int step);
/// The numbers of those of `wanted` whose colour luma is not the one that `next` gave; all of them when
/// readColor fails.
[[nodiscard]] std::vector<int> differingInColor(WholeCapture& capture, const std::vector<int>& wanted);

/// The folder of the shared test data, or nothing.
[[nodiscard]] std::optional<std::filesystem::path> testData();
/// A file's bytes, and back.
[[nodiscard]] std::string bytesOf(const std::filesystem::path& path);
void writeBytes(const std::filesystem::path& path, const std::string& bytes);

}  // namespace gradevault::media
