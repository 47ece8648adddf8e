#pragma once

#include <cstddef>
#include <cstdint>
#include <opencv2/core.hpp>

#include "gradevault/image.hpp"

namespace gradevault {

/// OpenCV's view of a picture's pixels; nothing is copied, so the picture must outlive it.
[[nodiscard]] inline cv::Mat matOver(ImageView<std::uint8_t> picture) {
  return {picture.height(), picture.width(), CV_8UC(picture.channels()), picture.data(),
          static_cast<std::size_t>(picture.stride())};
}

/// The same over pixels that must not be written: pass the result as an input only (cv::Mat knows no const
/// pixels).
[[nodiscard]] inline cv::Mat matOver(ImageView<const std::uint8_t> picture) {
  return matOver(ImageView<std::uint8_t>(const_cast<std::uint8_t*>(picture.data()), picture.width(),
                                         picture.height(), picture.stride(), picture.channels()));
}

}  // namespace gradevault
