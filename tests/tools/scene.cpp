#include "scene.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <opencv2/imgproc.hpp>

#include "palette.hpp"
#include "table.hpp"

namespace gradevault::film {
namespace {

/// Share of the item in each px of its picture: 255 inside, less where a rounded corner cuts a px.
cv::Mat silhouette(cv::Size size, double cornerPx) {
  cv::Mat cover(size, CV_8UC1, cv::Scalar(255));
  if (cornerPx < 1) return cover;
  const int reach = cvCeil(cornerPx);
  for (int y = 0; y < size.height; ++y) {
    const int fromTop = std::min(y, size.height - 1 - y);
    if (fromTop >= reach) continue;
    for (int x = 0; x < size.width; ++x) {
      const int fromSide = std::min(x, size.width - 1 - x);
      if (fromSide >= reach) continue;
      const double distance = std::hypot(cornerPx - fromSide - 0.5, cornerPx - fromTop - 0.5);
      cover.at<std::uint8_t>(y, x) =
          cv::saturate_cast<std::uint8_t>(255 * std::clamp(cornerPx - distance + 0.5, 0.0, 1.0));
    }
  }
  return cover;
}

void lay(cv::Mat& scene, const cv::Mat& cover, cv::Point at,
         const std::function<cv::Vec3b(int, int)>& colour) {
  const cv::Rect visible = cv::Rect(at, cover.size()) & cv::Rect({}, scene.size());
  for (int y = visible.y; y < visible.y + visible.height; ++y) {
    auto* row = scene.ptr<cv::Vec3b>(y);
    for (int x = visible.x; x < visible.x + visible.width; ++x) {
      const int share = cover.at<std::uint8_t>(y - at.y, x - at.x);
      if (share == 0) continue;
      const cv::Vec3b over = colour(x - at.x, y - at.y);
      for (int c = 0; c < 3; ++c) {
        row[x][c] = static_cast<std::uint8_t>((row[x][c] * (255 - share) + over[c] * share + 127) / 255);
      }
    }
  }
}

/// A shadow hugs the item and falls away from the lamp, the further the thicker the item is.
void castShadow(cv::Mat& scene, const cv::Mat& cover, cv::Point at, cv::Vec2d awayFromLamp,
                double thicknessMm, double pxPerMm) {
  cv::Mat shade = cv::Mat::zeros(scene.size(), CV_8UC1);
  const double fall = (0.8 + 0.6 * thicknessMm) * pxPerMm;
  const cv::Rect place = cv::Rect(
      at + cv::Point(cvRound(fall * awayFromLamp[0]), cvRound(fall * awayFromLamp[1])), cover.size());
  const cv::Rect visible = place & cv::Rect({}, scene.size());
  cover(visible - place.tl()).copyTo(shade(visible));
  cv::GaussianBlur(shade, shade, {}, (0.8 + 0.35 * thicknessMm) * pxPerMm + 0.5);
  constexpr int kDepth = 110;  // of 255: much light comes from elsewhere
  for (int y = 0; y < scene.rows; ++y) {
    auto* row = scene.ptr<cv::Vec3b>(y);
    const auto* dark = shade.ptr<std::uint8_t>(y);
    for (int x = 0; x < scene.cols; ++x) {
      const int keep = 255 * 255 - dark[x] * kDepth;
      for (int c = 0; c < 3; ++c) row[x][c] = static_cast<std::uint8_t>(row[x][c] * keep / (255 * 255));
    }
  }
}

/// By how much the item's lower edge shows beside its face, mm in x and y. A wall is seen only from beyond
/// it; but pages never lie quite flush, so a lip shows always.
cv::Vec2d shownEdge(const Item& item, const cv::Vec3d& eye) {
  const double lip = std::min(0.4, 0.5 * item.thicknessMm);
  const auto along = [&](double eyeAt, double half) {
    const double beyond = std::max(0.0, std::abs(eyeAt) - half);
    return std::copysign(std::max(lip, item.thicknessMm * beyond / -eye[2]), eyeAt);
  };
  return {along(eye[0], item.widthMm / 2), along(eye[1], item.heightMm / 2)};
}

/// Pages of a comic, the core of a card, the wall of a box.
void layEdge(cv::Mat& scene, const cv::Mat& cover, cv::Point at, cv::Vec2d shownPx, const Item& item,
             const cv::Vec3b& wall) {
  const double length = std::hypot(shownPx[0], shownPx[1]);
  const int steps = std::max(1, cvCeil(2 * length));
  for (int step = steps; step > 0; --step) {
    const double share = static_cast<double>(step) / steps;
    const cv::Point offset(cvRound(share * shownPx[0]), cvRound(share * shownPx[1]));
    const double tone = item.kind == ItemKind::comic ? (step % 2 == 0 ? 0.95 : 0.62) : 0.75 - 0.3 * share;
    const cv::Vec3b colour = wall * tone;
    lay(scene, cover, at + offset, [colour](int, int) { return colour; });
  }
}

}  // namespace

Scene::Scene(const FilmOptions& options, const Item& item, const Surface& surface, cv::Rect2d planeArea,
             double pxPerMm, const cv::Vec3d& lamp, const cv::Vec3d& eye, Random& random) {
  // Whole px for the item, so that its sides are where the truth says, to the last fraction.
  const cv::Size itemPx(std::max(2, cvRound(item.widthMm * pxPerMm)),
                        std::max(2, cvRound(item.heightMm * pxPerMm)));
  scale_ = {itemPx.width / item.widthMm, itemPx.height / item.heightMm};
  const cv::Point at(std::max(0, cvCeil((-item.widthMm / 2 - planeArea.x) * scale_.x)),
                     std::max(0, cvCeil((-item.heightMm / 2 - planeArea.y) * scale_.y)));
  origin_ = {-item.widthMm / 2 - at.x / scale_.x, -item.heightMm / 2 - at.y / scale_.y};
  cv::Size size(cvCeil((planeArea.x + planeArea.width - origin_.x) * scale_.x),
                cvCeil((planeArea.y + planeArea.height - origin_.y) * scale_.y));
  size.width = (std::max(size.width, at.x + itemPx.width) + 1) / 2 * 2;
  size.height = (std::max(size.height, at.y + itemPx.height) + 1) / 2 * 2;

  cv::Mat scene = drawTable(options.table, size, pxPerMm, random);
  const cv::Mat cover = silhouette(itemPx, item.cornerRadiusMm * pxPerMm);
  const auto direction = [](const cv::Vec3d& v) {
    const double length = std::hypot(v[0], v[1]);
    return length < 1e-9 ? cv::Vec2d(0, 1) : cv::Vec2d(v[0] / length, v[1] / length);
  };
  castShadow(scene, cover, at, -direction(lamp), item.thicknessMm, pxPerMm);

  cv::Mat art;
  cv::resize(surface.art, art, itemPx, 0, 0,
             itemPx.width < surface.art.cols ? cv::INTER_AREA : cv::INTER_LINEAR);
  const cv::Scalar average = cv::mean(art);
  const cv::Scalar wall = item.kind == ItemKind::toy ? average : mix(average, colourOf(45, 0.1, 0.95), 0.85);
  const cv::Vec3b wallColour(cv::saturate_cast<std::uint8_t>(wall[0]),
                             cv::saturate_cast<std::uint8_t>(wall[1]),
                             cv::saturate_cast<std::uint8_t>(wall[2]));
  layEdge(scene, cover, at, pxPerMm * shownEdge(item, eye), item, wallColour);
  lay(scene, cover, at, [&art](int x, int y) { return art.at<cv::Vec3b>(y, x); });

  split(scene, options.matrix);
  if (!surface.slopeX.empty()) findSlopes(surface, {at, itemPx});
}

void Scene::split(const cv::Mat& bgr, ColourMatrix matrix) {
  const double red = matrix == ColourMatrix::bt709 ? 0.2126 : 0.299;
  const double blue = matrix == ColourMatrix::bt709 ? 0.0722 : 0.114;
  luma_.create(bgr.size(), CV_8UC1);
  cv::Mat wide(bgr.size(), CV_8UC2);
  for (int y = 0; y < bgr.rows; ++y) {
    const auto* from = bgr.ptr<cv::Vec3b>(y);
    auto* brightness = luma_.ptr<std::uint8_t>(y);
    auto* colour = wide.ptr<cv::Vec2b>(y);
    for (int x = 0; x < bgr.cols; ++x) {
      const double b = from[x][0], r = from[x][2];
      const double l = blue * b + (1 - red - blue) * from[x][1] + red * r;
      brightness[x] = cv::saturate_cast<std::uint8_t>(l);
      colour[x] = {cv::saturate_cast<std::uint8_t>(128 + (b - l) / (2 - 2 * blue)),
                   cv::saturate_cast<std::uint8_t>(128 + (r - l) / (2 - 2 * red))};
    }
  }
  cv::resize(wide, chroma_, bgr.size() / 2, 0, 0, cv::INTER_AREA);
}

void Scene::findSlopes(const Surface& surface, cv::Rect itemPx) {
  // A hair-thin scratch shines as bright as a wide one, only on less of the px: so slope and share are kept
  // apart.
  cv::Mat steepness, slopeX, slopeY, share;
  cv::magnitude(surface.slopeX, surface.slopeY, steepness);
  const cv::Mat sloped = steepness > 0.03;
  const auto shrink = [&](const cv::Mat& from, cv::Mat& to) {
    cv::resize(from, to, itemPx.size(), 0, 0, cv::INTER_AREA);
  };
  shrink(surface.slopeX, slopeX);
  shrink(surface.slopeY, slopeY);
  cv::Mat covered;
  sloped.convertTo(covered, CV_32F, 1.0 / 255);
  shrink(covered, share);
  for (int y = 0; y < itemPx.height; ++y) {
    for (int x = 0; x < itemPx.width; ++x) {
      const double part = static_cast<double>(share.at<float>(y, x));
      if (part < 0.02) continue;
      const cv::Vec2d slope(static_cast<double>(slopeX.at<float>(y, x)) / part,
                            static_cast<double>(slopeY.at<float>(y, x)) / part);
      const cv::Point place(itemPx.x + x, itemPx.y + y);
      const cv::Point2d plane(origin_.x + (place.x + 0.5) / scale_.x, origin_.y + (place.y + 0.5) / scale_.y);
      sloped_.push_back({place, luma_.at<std::uint8_t>(place), plane, slope, part});
    }
  }
}

void Scene::light(const Lamp& lamp, const cv::Vec3d& lampAt, const cv::Vec3d& eye) {
  for (const SlopedTexel& texel : sloped_) {
    const double flat = lamp.lightAt(texel.plane, {0, 0}, lampAt);
    const double ratio = std::pow(lamp.lightAt(texel.plane, texel.slope, lampAt) / flat, 1 / 2.2);
    const double glint = lamp.glintAt(texel.plane, texel.slope, lampAt, eye);
    const double change = texel.unlit * (ratio - 1) + glint;
    luma_.at<std::uint8_t>(texel.place) = cv::saturate_cast<std::uint8_t>(texel.unlit + texel.share * change);
  }
}

cv::Matx33d Scene::lumaFromPlane() const {
  return {scale_.x, 0, -origin_.x * scale_.x - 0.5, 0, scale_.y, -origin_.y * scale_.y - 0.5, 0, 0, 1};
}

cv::Matx33d Scene::chromaFromPlane() const {
  // Each chroma px is the mean of 2 × 2 luma px: its centre lies half a luma px further in.
  const cv::Matx33d half(0.5, 0, -0.25, 0, 0.5, -0.25, 0, 0, 1);
  return half * lumaFromPlane();
}

}  // namespace gradevault::film
