#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "gradevault/executor.hpp"
#include "gradevault/image.hpp"

namespace gradevault::bench {

/// What is measured on.
struct Content {
  std::string name;  ///< "printed page", "capture"
  std::vector<GrayImage> frames;
};

/// The printed page (../printed_page.hpp) in a hand: some tenths of a pixel from frame to frame, turning back now and then.
[[nodiscard]] Content printedPages(Size size, int count, Executor& executor);

/// The first `count` frames of a capture. Throws std::runtime_error with what the reader says.
[[nodiscard]] Content captureFrames(const std::filesystem::path& capture, int count);

}  // namespace gradevault::bench
