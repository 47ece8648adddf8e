#include "damage.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string>

namespace gradevault::film {
namespace {

/// Which region of the item a place belongs to; the bounds are those of the pipeline's regions.
std::string regionOf(const cv::Mat& mask, Side side) {
  const cv::Moments moments = cv::moments(mask, true);
  double x = moments.m10 / moments.m00 / mask.cols;
  const double y = moments.m01 / moments.m00 / mask.rows;
  if (std::min(x, 1 - x) < 0.15 && std::min(y, 1 - y) < 0.12) return "corners";
  if (side == Side::back) x = 1 - x;
  if (x < 0.08) return "spine";
  const cv::Rect box = cv::boundingRect(mask);
  const bool touches = box.x == 0 || box.y == 0 || box.br().x == mask.cols || box.br().y == mask.rows;
  return touches && std::min({x, 1 - x, y, 1 - y}) < 0.08 ? "edges" : "surface";
}

void plantOne(DamageKind kind, DamagedItem& damaged, Random& random) {
  switch (kind) {
    case DamageKind::crease:
      return addCrease(damaged, random);
    case DamageKind::corner:
      return wearCorner(damaged, random);
    case DamageKind::edge:
      return wearEdge(damaged, random);
    case DamageKind::scratch:
      return addScratch(damaged, random);
    case DamageKind::stain:
      return addStain(damaged, random);
    case DamageKind::tear:
      return addTear(damaged, random);
  }
}

int mostPlaces(DamageKind kind) {
  switch (kind) {
    case DamageKind::corner:
      return 3;
    case DamageKind::scratch:
      return 4;
    case DamageKind::crease:
      return 3;
    default:
      return 2;
  }
}

}  // namespace

void DamagedItem::bare(cv::Point at, double share, double fibre) {
  const double tone = 0.9 + 0.07 * std::clamp(fibre, -2.0, 2.0);
  const cv::Vec3d paper(222 * tone, 234 * tone, 240 * tone);
  auto& px = surface.art.at<cv::Vec3b>(at);
  for (int c = 0; c < 3; ++c) px[c] = cv::saturate_cast<std::uint8_t>(px[c] + (paper[c] - px[c]) * share);
}

void DamagedItem::tint(cv::Point at, const cv::Vec3d& factor) {
  auto& px = surface.art.at<cv::Vec3b>(at);
  for (int c = 0; c < 3; ++c) px[c] = cv::saturate_cast<std::uint8_t>(px[c] * factor[c]);
}

void DamagedItem::lean(cv::Point at, cv::Vec2d slope) {
  surface.slopeX.at<float>(at) += static_cast<float>(slope[0]);
  surface.slopeY.at<float>(at) += static_cast<float>(slope[1]);
}

std::vector<DamageTruth> plantDamage(const Item& item, const std::set<DamageKind>& kinds, std::uint64_t seed,
                                     Surface& surface, std::map<DamageKind, cv::Mat>& masks) {
  std::vector<DamageTruth> places;
  if (kinds.empty()) return places;
  surface.slopeX = cv::Mat::zeros(surface.art.size(), CV_32FC1);
  surface.slopeY = cv::Mat::zeros(surface.art.size(), CV_32FC1);
  for (const DamageKind kind : kinds) {
    constexpr std::uint64_t kFirstDamageStream = 1000;
    Random random(seed, static_cast<Stream>(kFirstDamageStream + static_cast<std::uint64_t>(kind)));
    masks[kind] = cv::Mat::zeros(surface.art.size(), CV_8UC1);
    const int count = random.integer(1, mostPlaces(kind));
    // A place may fall beside the item; a kind that was asked for is planted at least once.
    for (int placed = 0, tries = 0; placed < count && tries < 20; ++tries) {
      DamagedItem damaged{item, surface, cv::Mat::zeros(surface.art.size(), CV_8UC1)};
      plantOne(kind, damaged, random);
      if (cv::countNonZero(damaged.mask) == 0) continue;
      ++placed;
      cv::bitwise_or(masks[kind], damaged.mask, masks[kind]);
      places.push_back({kind, regionOf(damaged.mask, item.side)});
    }
  }
  return places;
}

}  // namespace gradevault::film
