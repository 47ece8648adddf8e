#pragma once

#include <map>
#include <opencv2/core.hpp>
#include <set>
#include <vector>

#include "film_options.hpp"
#include "item.hpp"
#include "random.hpp"
#include "surface.hpp"
#include "truth.hpp"

namespace gradevault::film {

/// Damages the surface, one to four places of each kind, and says where.
/// @param surface art of item.flatSize(); gets slopes where something is creased, scratched or torn.
/// @param masks receives for each kind CV_8UC1 of item.flatSize(), 255 where damaged.
/// @return one entry for each place. A kind looks the same whichever others are planted with it.
std::vector<DamageTruth> plantDamage(const Item& item, const std::set<DamageKind>& kinds, std::uint64_t seed,
                                     Surface& surface, std::map<DamageKind, cv::Mat>& masks);

/// What one act of damage works on.
struct DamagedItem {
  const Item& item;
  Surface& surface;
  cv::Mat mask;  ///< CV_8UC1, of this one place.

  double mm() const { return item.pxPerMm; }
  /// Size of the item against a comic's: damage on a card is smaller.
  double grade() const { return item.heightMm / 260.0; }
  /// Wears off ink at a px; share 0 … 1. What shows is fibrous paper, a little darker than unprinted paper,
  /// so that wear can be seen on white, too.
  void bare(cv::Point at, double share, double fibre);
  /// Multiplies the px's colour, BGR.
  void tint(cv::Point at, const cv::Vec3d& factor);
  void lean(cv::Point at, cv::Vec2d slope);
};

void addCrease(DamagedItem& damaged, Random& random);
void addScratch(DamagedItem& damaged, Random& random);
void wearCorner(DamagedItem& damaged, Random& random);
void wearEdge(DamagedItem& damaged, Random& random);
void addStain(DamagedItem& damaged, Random& random);
void addTear(DamagedItem& damaged, Random& random);

}  // namespace gradevault::film
