#pragma once

#include <opencv2/core.hpp>
#include <type_traits>

#include "gradevault/image.hpp"

namespace gradevault {

/// An OpenCV header around our pixels; nothing is copied. OpenCV has no const matrices: one over a view of
/// const pixels must not be written through.
template <class T>
[[nodiscard]] cv::Mat matOver(ImageView<T> view) {
  using Element = std::remove_const_t<T>;
  return {view.height(), view.width(), CV_MAKETYPE(cv::DataType<Element>::depth, view.channels()),
          const_cast<Element*>(view.data()), static_cast<std::size_t>(view.stride()) * sizeof(Element)};
}

}  // namespace gradevault
