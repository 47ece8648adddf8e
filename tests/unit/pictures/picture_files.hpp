#pragma once

#include <cstdlib>
#include <filesystem>
#include <opencv2/imgcodecs.hpp>

#include "gradevault/image.hpp"

namespace gradevault::testing {

/// Where the real test data lies (see the README of that folder); it need not be there.
inline std::filesystem::path testData() {
  const char* folder = std::getenv("GRADEVAULT_TEST_DATA");
  return folder != nullptr ? std::filesystem::path(folder)
                           : std::filesystem::path(GRADEVAULT_SOURCE_DIR) / ".." / "shared" / "data";
}

/// A picture file as OpenCV's grey; empty when it cannot be read.
inline GrayImage grayFile(const std::filesystem::path& path) {
  const cv::Mat gray = cv::imread(path.string(), cv::IMREAD_GRAYSCALE);
  return gray.empty()
             ? GrayImage()
             : GrayImage(GrayView(gray.data, gray.cols, gray.rows, static_cast<std::ptrdiff_t>(gray.step)));
}

}  // namespace gradevault::testing
