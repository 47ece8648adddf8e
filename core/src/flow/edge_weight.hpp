#pragma once

#include <array>
#include <cstddef>

namespace gradevault {

/// Columns and rows at each edge of a picture that `edgeWeight` is about.
inline constexpr int edgeWidth = 5;

/// Near an edge of the picture the normal equations count for less: the weight of the pixel `distance` px from it.
/// The weights of all four edges multiply. Source: OpenCV, modules/video, optflowgf.cpp.
[[nodiscard]] constexpr float edgeWeight(int distance) noexcept {
  constexpr std::array<float, edgeWidth> weights{0.14F, 0.14F, 0.4472F, 0.4472F, 0.4472F};
  return distance < edgeWidth ? weights[static_cast<std::size_t>(distance)] : 1.0F;
}

}  // namespace gradevault
