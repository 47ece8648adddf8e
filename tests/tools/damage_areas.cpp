#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "damage.hpp"
#include "noise_texture.hpp"
#include "stroke.hpp"

/// Damage that is an area: worn corners and edges, stains.
namespace gradevault::film {
namespace {

double valueAt(const cv::Mat& field, cv::Point at) {
  return static_cast<double>(field.at<float>(at));
}

/// Short creases across the spine, where the staples pull: what graders look at first on a comic.
void tickSpine(DamagedItem& damaged, double spineX, Random& random) {
  const cv::Size size = damaged.surface.art.size();
  const int count = random.integer(3, 8);
  for (int i = 0; i < count; ++i) {
    const double y = random.uniform(0.05, 0.95) * size.height;
    const double inward = (spineX > 0 ? -1 : 1) * damaged.mm() * random.uniform(2, 7);
    const double width = damaged.mm() * random.uniform(0.2, 0.4);
    const cv::Point2d from(spineX, y), to(spineX + inward, y + random.uniform(-1, 1) * damaged.mm());
    const Stroke stroke = strokeAlong(wanderingLine(from, to, 0.04, 5, random), 2 * width, size);
    for (int py = 0; py < stroke.area.height; ++py) {
      for (int px = 0; px < stroke.area.width; ++px) {
        const cv::Point at(px, py), place = at + stroke.area.tl();
        const double d = std::abs(valueAt(stroke.across, at)) / width;
        const double share = std::clamp(1.5 - d, 0.0, 0.9) * (1 - valueAt(stroke.along, at));
        if (share < 0.1) continue;
        damaged.bare(place, share, 0);
        damaged.mask.at<std::uint8_t>(place) = 255;
      }
    }
  }
}

}  // namespace

void wearCorner(DamagedItem& damaged, Random& random) {
  const cv::Size size = damaged.surface.art.size();
  const bool right = random.chance(0.5), bottom = random.chance(0.5);
  const double radius = damaged.mm() * random.uniform(5, 12) * (0.35 + 0.65 * damaged.grade());
  const int reach = cvCeil(2.2 * radius);
  const cv::Rect area =
      cv::Rect(right ? size.width - reach : 0, bottom ? size.height - reach : 0, reach, reach) &
      cv::Rect({}, size);
  const cv::Mat rough = fractalNoise(area.size(), {0.7 * radius, 0.7 * radius}, 4, random);
  const cv::Mat fibres = fractalNoise(area.size(), {0.6 * damaged.mm(), 0.6 * damaged.mm()}, 2, random);
  for (int y = area.y; y < area.y + area.height; ++y) {
    for (int x = area.x; x < area.x + area.width; ++x) {
      const cv::Point px(x, y), at = px - area.tl();
      const double dx = (right ? size.width - 1 - x : x) / radius;
      const double dy = (bottom ? size.height - 1 - y : y) / radius;
      // Worn along both sides rather than in a quarter circle: corners are hit from outside.
      const double depth = 1 - std::sqrt(dx * dx + dy * dy + 1.2 * dx * dy) + 0.45 * valueAt(rough, at);
      const double share = std::clamp(3 * depth, 0.0, 0.95);
      if (share <= 0) continue;
      damaged.bare(px, share, valueAt(fibres, at));
      if (share > 0.3) damaged.mask.at<std::uint8_t>(px) = 255;
    }
  }
}

void wearEdge(DamagedItem& damaged, Random& random) {
  const cv::Size size = damaged.surface.art.size();
  const bool comic = damaged.item.kind == ItemKind::comic;
  const int spine = damaged.item.side == Side::front ? 3 : 1;
  const int side = comic && random.chance(0.6) ? spine : random.integer(0, 3);
  const bool upright = side % 2 == 1;
  const int length = upright ? size.height : size.width;
  const double depth = damaged.mm() * random.uniform(0.7, 1.8) * (0.4 + 0.6 * damaged.grade());
  const int begin = cvRound(length * random.uniform(0, 0.35));
  const int end = cvRound(length * random.uniform(0.6, 1));
  const int reach = cvCeil(2.5 * depth);
  const cv::Mat rough = fractalNoise({length, reach}, {8 * depth, 4 * depth}, 4, random);
  const cv::Mat fibres = fractalNoise({length, reach}, {0.6 * damaged.mm(), 0.6 * damaged.mm()}, 2, random);
  for (int along = begin; along < end; ++along) {
    for (int inward = 0; inward < reach; ++inward) {
      const cv::Point at(along, inward);
      const double worn = 0.25 - inward / depth + 1.3 * valueAt(rough, at);
      const double share = std::clamp(2.5 * worn, 0.0, 0.95);
      if (share <= 0) continue;
      const bool far = side == 1 || side == 2;
      const int across = far ? (upright ? size.width : size.height) - 1 - inward : inward;
      const cv::Point px = upright ? cv::Point(across, along) : cv::Point(along, across);
      damaged.bare(px, share, valueAt(fibres, at));
      if (share > 0.3) damaged.mask.at<std::uint8_t>(px) = 255;
    }
  }
  if (comic && side == spine) tickSpine(damaged, spine == 1 ? size.width - 1 : 0, random);
}

void addStain(DamagedItem& damaged, Random& random) {
  const cv::Size size = damaged.surface.art.size();
  const double radius = damaged.mm() * damaged.grade() * random.uniform(10, 28);
  const cv::Point2d centre(random.uniform(0.1, 0.9) * size.width, random.uniform(0.1, 0.9) * size.height);
  const int reach = cvCeil(2.2 * radius);
  const cv::Rect area = cv::Rect(cvRound(centre.x) - reach, cvRound(centre.y) - reach, 2 * reach, 2 * reach) &
                        cv::Rect({}, size);
  const double stretch = random.uniform(0.7, 1.3);
  const double strength = random.uniform(0.35, 0.8);
  const double rim = random.uniform(0.1, 0.6);
  // Coffee, tea, old glue: less blue than green, less green than red.
  const cv::Vec3d colour(random.uniform(0.3, 0.55), random.uniform(0.6, 0.78), random.uniform(0.82, 0.95));
  const cv::Mat shape = fractalNoise(area.size(), {0.8 * radius, 0.8 * radius}, 4, random);
  for (int y = area.y; y < area.y + area.height; ++y) {
    for (int x = area.x; x < area.x + area.width; ++x) {
      const cv::Point px(x, y), at = px - area.tl();
      const double distance = std::hypot((x - centre.x) * stretch, (y - centre.y) / stretch) / radius;
      const double inside = 1 - distance + 0.35 * valueAt(shape, at);
      if (inside <= 0) continue;
      const double edge = std::exp(-0.5 * inside * inside / (0.05 * 0.05));
      const double share = std::min(1.0, inside / 0.04) * std::min(1.0, strength * (0.75 + rim * edge));
      damaged.tint(px, cv::Vec3d(1, 1, 1) * (1 - share) + colour * share);
      damaged.mask.at<std::uint8_t>(px) = 255;
    }
  }
}

}  // namespace gradevault::film
