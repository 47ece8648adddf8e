#include "size_limits.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>

#include "capture_error.hpp"

namespace gradevault::media {

Status checkSize(Size size, const Limits& limits, const std::filesystem::path& path) {
  const std::string picture =
      "has pictures of " + std::to_string(size.width) + " x " + std::to_string(size.height) + " px";
  if (std::max(size.width, size.height) > limits.maxSide) {
    return unreadable(
        path, picture + ", a side over the limit maxSide = " + std::to_string(limits.maxSide) + " px");
  }
  if (std::int64_t{size.width} * size.height > limits.maxPixels) {
    return unreadable(path,
                      picture + ", more than the limit maxPixels = " + std::to_string(limits.maxPixels));
  }
  return {};
}

Error tooLong(double seconds, const Limits& limits, const std::filesystem::path& path) {
  std::ostringstream text;
  text << "lasts " << std::llround(seconds)
       << " s, longer than the limit maxDuration = " << limits.maxDuration << " s";
  return unreadable(path, text.str());
}

}  // namespace gradevault::media
