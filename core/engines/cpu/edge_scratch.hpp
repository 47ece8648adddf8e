#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "bit_plane.hpp"
#include "gradevault/image.hpp"
#include "picture_row.hpp"

namespace gradevault::cpu {

/// The rows that one thread works on. A ring's row y lies at y modulo its length.
struct EdgeRows {
  std::array<PictureRow<std::uint8_t>, 5> luma;
  std::array<PictureRow<std::int16_t>, 5> sums;     ///< of 5 neighbours, luma − 128
  std::array<PictureRow<std::int32_t>, 5> squares;  ///< of the same 5, squared
  PictureRow<std::int16_t> squared;
  PictureRow<std::uint16_t> laplacian;
  PictureRow<std::int32_t> gradient;
  PictureRow<std::int32_t> deviation;
  PictureRow<std::uint8_t> canny;
  PictureRow<std::uint8_t> valid;
  PictureRow<std::uint16_t> score;

  std::array<PictureRow<std::int16_t>, 3> dx;
  std::array<PictureRow<std::int16_t>, 3> dy;
  std::array<PictureRow<std::int16_t>, 3> magnitude;
  PictureRow<std::uint8_t> ridge;
};

/// Canny's two thresholds and what an edge that passes them adds, in hundredths.
struct CannyLevel {
  int low = 0;
  int high = 0;
  int hundredths = 0;
};
inline constexpr std::array<CannyLevel, 3> cannyLevels{{{15, 60, 50}, {30, 100, 35}, {50, 150, 15}}};

/// Where ridges are over the low thresholds and over the high ones; after hysteresis `edges` are the edges.
struct CannyPlanes {
  std::array<BitPlane, cannyLevels.size()> weak;
  std::array<BitPlane, cannyLevels.size()> edges;
};

/// What one frame needs beside its score; kept from one to the next.
struct FrameScratch {
  CannyPlanes planes;
  GrayImage canny;
};

}  // namespace gradevault::cpu
