#include "reading.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

namespace gradevault::media {

WholeCapture readWhole(const std::filesystem::path& path, const Limits& limits, int threads) {
  WholeCapture capture;
  Result<std::unique_ptr<VideoReader>> reader = VideoReader::open(path, limits, threads);
  if (!reader) {
    capture.error = reader.error();
    return capture;
  }
  capture.reader = std::move(*reader);
  for (;;) {
    Result<std::optional<LumaFrame>> frame = capture.reader->next();
    if (!frame) capture.error = frame.error();
    if (!frame || !frame->has_value()) return capture;
    capture.frames.push_back(std::move(**frame));
  }
}

int lostFrames(const WholeCapture& capture) {
  return static_cast<int>(std::count_if(capture.frames.begin(), capture.frames.end(),
                                        [](const LumaFrame& frame) { return frame.lost; }));
}

std::vector<int> everyFrame(const WholeCapture& capture, int step) {
  std::vector<int> numbers;
  for (int i = 0; i < static_cast<int>(capture.frames.size()); i += step) numbers.push_back(i);
  return numbers;
}

std::vector<int> differingInColor(WholeCapture& capture, const std::vector<int>& wanted) {
  const Result<std::vector<ColorFrame>> colors = capture.reader->readColor(wanted);
  if (!colors || colors->size() != wanted.size()) return wanted;
  std::vector<int> different;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const ColorFrame& color = (*colors)[i];
    const LumaFrame& first = capture.frames[static_cast<std::size_t>(wanted[i])];
    const bool same = color.index == first.index && color.time == first.time && color.luma == first.luma &&
                      color.rgb.size() == first.luma.size();
    if (!same) different.push_back(wanted[i]);
  }
  return different;
}

std::optional<std::filesystem::path> testData() {
  const char* given = std::getenv("GRADEVAULT_TEST_DATA");
  std::filesystem::path folder = given != nullptr ? given : GRADEVAULT_SOURCE_DIR "/../shared/data";
  if (!std::filesystem::is_directory(folder / "decoder")) return std::nullopt;
  return folder;
}

std::string bytesOf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void writeBytes(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace gradevault::media
