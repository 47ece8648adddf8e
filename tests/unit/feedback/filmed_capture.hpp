#pragma once

#include <cstdlib>
#include <optional>
#include <string>

#include "film.hpp"
#include "gradevault/color.hpp"
#include "gradevault/geometry.hpp"
#include "gradevault/image.hpp"
#include "gradevault/luma.hpp"

namespace gradevault::testing {

/// One frame of a generated capture, as a browser would hand it on.
struct FilmedFrame {
  double time = 0;  ///< s
  RgbImage rgb;
  GrayImage luma;  ///< full range
  GrayImage quick;
  Quad truth{};        ///< the item's corners, px of `luma`
  bool still = false;  ///< true motion ≤ 30 px/s at 640 px
  double motion = 0;   ///< true mean flow from the frame before, px of `quick`
};

/// GRADEVAULT_TEST_SCALE: one of three numbers of captures.
inline int captures(int quick, int otherwise, int full) {
  const char* given = std::getenv("GRADEVAULT_TEST_SCALE");
  const std::string scale = given != nullptr ? given : "default";
  return scale == "quick" ? quick : scale == "full" ? full : otherwise;
}

/// The frame's colours at the quick luma's size, as a session sees them.
inline RgbImage atQuickSize(const RgbImage& rgb, Size quick) {
  const int factor = rgb.width() / quick.width;
  RgbImage result(quick.width, quick.height, 3);
  for (int y = 0; y < quick.height; ++y) {
    for (int x = 0; x < quick.width; ++x) {
      for (int c = 0; c < 3; ++c) {
        int sum = 0;
        for (int k = 0; k < factor * factor; ++k)
          sum += rgb.at(x * factor + k % factor, y * factor + k / factor, c);
        result.at(x, y, c) = static_cast<std::uint8_t>((sum + factor * factor / 2) / (factor * factor));
      }
    }
  }
  return result;
}

/// Films a capture and hands it out frame by frame.
class FilmedCapture {
 public:
  explicit FilmedCapture(const film::FilmOptions& options) : film_(options) {}

  [[nodiscard]] std::optional<FilmedFrame> next() {
    film::FilmFrame picture;
    if (!film_.next(picture)) return std::nullopt;
    const auto plane = [](const cv::Mat& mat) {
      return GrayView(mat.ptr<std::uint8_t>(), mat.cols, mat.rows, static_cast<std::ptrdiff_t>(mat.step));
    };
    const film::FrameTruth& truth = film_.truth().back();
    FilmedFrame frame;
    frame.time = truth.time;
    frame.still = truth.still;
    for (std::size_t i = 0; i < 4; ++i) frame.truth[i] = {truth.quad[i].x, truth.quad[i].y};
    frame.rgb = rgbFromYuv({plane(picture.luma), plane(picture.cb), plane(picture.cr), 1, 1,
                            LumaRange::limited, YuvMatrix::bt709});
    frame.luma = GrayImage(picture.luma.cols, picture.luma.rows);
    lumaFrom8Bit(plane(picture.luma), LumaRange::limited, frame.luma.view());
    frame.quick = averagedDown(frame.luma.view(), quickFactor(frame.luma.size()));
    frame.motion = truth.motion.value_or(0) * frame.quick.width() / frame.luma.width();
    return frame;
  }

 private:
  film::Film film_;
};

}  // namespace gradevault::testing
