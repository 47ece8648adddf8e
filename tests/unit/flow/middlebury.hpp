#pragma once

#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "gradevault/image.hpp"
#include "pictures/picture_files.hpp"

namespace gradevault::testing {

/// Two frames and where each pixel of the first went.
struct FlowPair {
  GrayImage before;
  GrayImage now;
  FloatImage truth;  ///< dx, dy; beyond 1e9 where it is not known
};

/// vision.middlebury.edu/flow: the file is "PIEH", width, height, then dx and dy by rows, little-endian.
inline FloatImage floFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string magic(4, ' ');
  std::int32_t width = 0;
  std::int32_t height = 0;
  file.read(magic.data(), 4);
  file.read(reinterpret_cast<char*>(&width), 4);
  file.read(reinterpret_cast<char*>(&height), 4);
  if (!file || magic != "PIEH") return {};
  FloatImage flow(width, height, 2);
  for (int y = 0; y < height; ++y) {
    file.read(reinterpret_cast<char*>(flow.view().row(y)),
              static_cast<std::streamsize>(sizeof(float)) * 2 * width);
  }
  return file ? flow : FloatImage();
}

inline std::optional<FlowPair> middleburyPair(const std::string& name) {
  const std::filesystem::path folder = testData() / "flow" / "middlebury";
  FlowPair pair{grayFile(folder / (name + "_frame10.png")), grayFile(folder / (name + "_frame11.png")),
                floFile(folder / (name + "_flow10.flo"))};
  if (pair.before.empty() || pair.before.size() != pair.now.size() ||
      pair.before.size() != pair.truth.size()) {
    return std::nullopt;
  }
  return pair;
}

/// Mean distance between two flows, over the pixels where the second is known.
inline double meanEndPointDifference(FloatView flow, FloatView truth) {
  double sum = 0;
  std::int64_t known = 0;
  for (int y = 0; y < truth.height(); ++y) {
    for (int x = 0; x < truth.width(); ++x) {
      const float dx = truth.at(x, y, 0);
      const float dy = truth.at(x, y, 1);
      if (!(std::abs(dx) < 1e9F && std::abs(dy) < 1e9F)) continue;
      sum += std::hypot(flow.at(x, y, 0) - dx, flow.at(x, y, 1) - dy);
      ++known;
    }
  }
  return sum / static_cast<double>(known);
}

}  // namespace gradevault::testing
