#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "damage.hpp"
#include "noise_texture.hpp"
#include "stroke.hpp"

/// Damage that is a line: creases, scratches and tears.
namespace gradevault::film {
namespace {

cv::Point2d onBorder(cv::Size size, int side, double share) {
  switch (side) {
    case 0:
      return {share * size.width, 0};
    case 1:
      return {static_cast<double>(size.width), share * size.height};
    case 2:
      return {share * size.width, static_cast<double>(size.height)};
    default:
      return {0, share * size.height};
  }
}

/// Calls visit(px of the picture, px of the stroke's fields) for every px of the stroke.
template <typename Visit>
void forEachPx(const Stroke& stroke, Visit visit) {
  for (int y = 0; y < stroke.area.height; ++y) {
    for (int x = 0; x < stroke.area.width; ++x) visit(cv::Point(x, y) + stroke.area.tl(), cv::Point(x, y));
  }
}

double valueAt(const cv::Mat& field, cv::Point at) {
  return static_cast<double>(field.at<float>(at));
}

cv::Vec2d normalAt(const Stroke& stroke, cv::Point at) {
  return {valueAt(stroke.normalX, at), valueAt(stroke.normalY, at)};
}

/// 0 at both ends, 1 from `run` on.
double taper(double along, double run) {
  return std::clamp(std::min(along, 1 - along) / run, 0.0, 1.0);
}

}  // namespace

void addCrease(DamagedItem& damaged, Random& random) {
  const cv::Size size = damaged.surface.art.size();
  cv::Point2d from, to;
  if (random.chance(0.3)) {
    // A dog-ear: from one side of a corner to the other.
    const bool right = random.chance(0.5), bottom = random.chance(0.5);
    const double reach = random.uniform(0.12, 0.3) * size.width;
    from = {right ? size.width - reach : reach, bottom ? size.height : 0.0};
    const double down = reach * random.uniform(0.6, 1.4);
    to = {right ? size.width : 0.0, bottom ? size.height - down : down};
  } else {
    const double length = random.uniform(0.2, 0.5) * size.width;
    const double angle = random.uniform(0, 2 * CV_PI);
    from = random.chance(0.6)
               ? onBorder(size, random.integer(0, 3), random.uniform(0.15, 0.85))
               : cv::Point2d(random.uniform(0.2, 0.8) * size.width, random.uniform(0.2, 0.8) * size.height);
    to = from + cv::Point2d(length * std::cos(angle), length * std::sin(angle));
  }
  const double width = damaged.mm() * random.uniform(0.5, 0.9) * (0.4 + 0.6 * damaged.grade());
  const double steepness = random.uniform(0.4, 0.8) * random.sign();
  const double broken = random.uniform(-0.4, 0.5);  // how much of the ink has cracked off the fold
  const Stroke stroke = strokeAlong(wanderingLine(from, to, 0.03, 16, random), 3 * width, size);
  if (stroke.area.empty()) return;
  const cv::Mat cracks =
      fractalNoise(stroke.area.size(), {1.5 * damaged.mm(), 1.5 * damaged.mm()}, 3, random);
  forEachPx(stroke, [&](cv::Point px, cv::Point at) {
    const double d = valueAt(stroke.across, at) / width;
    if (std::abs(d) > 2.2) return;
    const double strength = taper(valueAt(stroke.along, at), 0.15);
    // One flank of a fold is steeper than the other.
    const double profile = d * std::exp(0.5 - 0.5 * d * d) * (d > 0 ? 1.0 : 0.45);
    damaged.lean(px, normalAt(stroke, at) * (steepness * profile * strength));
    const double core = std::clamp(1.4 - 2.8 * std::abs(d), 0.0, 1.0);
    const double crack = std::clamp(1.5 * (valueAt(cracks, at) + broken) + 0.3, 0.0, 0.85);
    damaged.bare(px, core * crack * strength, valueAt(cracks, at));
    if (strength > 0.2 && std::abs(d) < 1.5) damaged.mask.at<std::uint8_t>(px) = 255;
  });
}

void addScratch(DamagedItem& damaged, Random& random) {
  const cv::Size size = damaged.surface.art.size();
  const double length = random.uniform(0.15, 0.5) * size.width;
  const double angle = random.uniform(0, 2 * CV_PI);
  const cv::Point2d from(random.uniform(0.1, 0.9) * size.width, random.uniform(0.1, 0.9) * size.height);
  const cv::Point2d to = from + cv::Point2d(length * std::cos(angle), length * std::sin(angle));
  const double width = damaged.mm() * random.uniform(0.12, 0.25) * (0.5 + 0.5 * damaged.grade());
  const double steepness = random.uniform(0.4, 0.8) * random.sign();
  const double scraped = random.uniform(0.05, 0.35);
  const Stroke stroke = strokeAlong(wanderingLine(from, to, 0.008, 8, random), 3 * width, size);
  if (stroke.area.empty()) return;
  const cv::Mat skips = fractalNoise(stroke.area.size(), {6 * damaged.mm(), 6 * damaged.mm()}, 3, random);
  forEachPx(stroke, [&](cv::Point px, cv::Point at) {
    const double d = valueAt(stroke.across, at) / width;
    if (std::abs(d) > 2) return;
    const double pressure = std::clamp(1.2 + 1.5 * valueAt(skips, at), 0.0, 1.0);
    const double strength = taper(valueAt(stroke.along, at), 0.1) * pressure;
    // A groove's two walls cancel at this size; the burr thrown up on one side is what glints.
    damaged.lean(px, normalAt(stroke, at) * (steepness * std::exp(-0.5 * d * d) * strength));
    damaged.bare(px, scraped * strength * std::exp(-0.5 * d * d), 0);
    if (strength > 0.25 && std::abs(d) < 1.5) damaged.mask.at<std::uint8_t>(px) = 255;
  });
}

void addTear(DamagedItem& damaged, Random& random) {
  const cv::Size size = damaged.surface.art.size();
  const int side = random.integer(0, 3);
  const cv::Point2d from = onBorder(size, side, random.uniform(0.1, 0.9));
  const double inward = (side + 1) * CV_PI / 2 + random.uniform(-0.7, 0.7);
  const double length = damaged.mm() * damaged.grade() * random.uniform(12, 38);
  const cv::Point2d to = from + cv::Point2d(length * std::cos(inward), length * std::sin(inward));
  const double width = damaged.mm() * random.uniform(0.7, 1.5) * (0.4 + 0.6 * damaged.grade());
  const Stroke stroke = strokeAlong(wanderingLine(from, to, 0.05, 28, random), 3 * width, size);
  if (stroke.area.empty()) return;
  const cv::Mat fibres =
      fractalNoise(stroke.area.size(), {0.8 * damaged.mm(), 0.8 * damaged.mm()}, 2, random);
  const double lift = random.uniform(0.1, 0.3) * random.sign();
  forEachPx(stroke, [&](cv::Point px, cv::Point at) {
    // Open at the border, closed at its end.
    const double open = width * (1.1 - valueAt(stroke.along, at));
    const double d = valueAt(stroke.across, at) / open + 0.25 * valueAt(fibres, at);
    if (valueAt(stroke.along, at) >= 1 || d < -0.6 || d > 1.3) return;
    if (d < 0) {
      // The gap: what lies beneath is in shade.
      const double dark = 0.35 + 0.4 * std::min(1.0, -d / 0.6);
      damaged.tint(px, {dark, dark, dark});
    } else {
      damaged.bare(px, std::clamp(1.3 - d, 0.0, 1.0), valueAt(fibres, at));
    }
    damaged.lean(px, normalAt(stroke, at) * lift);
    damaged.mask.at<std::uint8_t>(px) = 255;
  });
}

}  // namespace gradevault::film
