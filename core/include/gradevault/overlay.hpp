#pragma once

#include "gradevault/defect_maps.hpp"
#include "gradevault/image.hpp"

namespace gradevault {

/// A golden frame's structural map: 0.5·gradient + 0.2·|Laplacian| + 0.3·density of Canny 30/100 in 21×21, each scaled
/// to its maximum, to the power 0.7; 8-bit, 255 = most. For people to look at, not part of the result digest.
[[nodiscard]] GrayImage structuralMap(GrayView luma, GrayView valid);

/// A map as colours (dark blue → red → white), for people.
[[nodiscard]] RgbImage heatmapColors(GrayView map);

/// Where a golden frame shows stains, structure and wear; the prototype's three classes. Each 255 or 0.
struct DamageClasses {
  GrayImage stain;       ///< Lab b > 145, or |a − mean₃₁ a| + |b − mean₃₁ b| > 25 (8-bit Lab)
  GrayImage structural;  ///< gradient over its 95th percentile, or density of Canny 50/150 in 15×15 > 30 (of 255)
  GrayImage wear;        ///< 15×15 deviation < 10 and |grey − mean₃₁| > 15, not structural
};
[[nodiscard]] DamageClasses damageClasses(RgbView rgb, GrayView luma, GrayView valid);

/// The picture with the three classes laid over it (stains yellow, structural red, wear blue).
[[nodiscard]] RgbImage classOverlay(RgbView rgb, const DamageClasses& classes);

/// The picture with the mask laid over it in red.
[[nodiscard]] RgbImage maskOverlay(RgbView rgb, GrayView mask);

}  // namespace gradevault
