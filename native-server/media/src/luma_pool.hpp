#pragma once

#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

#include "gradevault/image.hpp"

namespace gradevault::media {

/// Luma planes that nobody needs any more, for the next pictures. Safe from several threads.
class LumaPool {
 public:
  /// An old plane, or an empty one.
  [[nodiscard]] GrayImage take() {
    const std::lock_guard lock(mutex_);
    if (planes_.empty()) return {};
    GrayImage plane = std::move(planes_.back());
    planes_.pop_back();
    return plane;
  }
  void give(GrayImage plane) {
    const std::lock_guard lock(mutex_);
    if (!plane.empty() && planes_.size() < most) planes_.push_back(std::move(plane));
  }

 private:
  static constexpr std::size_t most = 64;
  std::mutex mutex_;
  std::vector<GrayImage> planes_;
};

}  // namespace gradevault::media
