#pragma once

#include <cstddef>

namespace gradevault::item {

/// How hard to look. The default finds what is to be found; `glance` costs a tenth of it and serves live
/// pictures, of which there will be another.
struct SearchEffort {
  int longSide = 640;               ///< px of the picture that is searched
  int linesPerLayer = 26;           ///< at most
  std::size_t quadsFromLines = 60;  ///< that are looked at closely

  [[nodiscard]] static SearchEffort glance() noexcept { return {320, 12, 12}; }
};

}  // namespace gradevault::item
