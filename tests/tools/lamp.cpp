#include "lamp.hpp"

#include <algorithm>
#include <cmath>

namespace gradevault::film {
namespace {

constexpr double kGamma = 2.2;
/// Corners of phone pictures get about three quarters of the centre's light.
constexpr double kVignette = 0.22;

cv::Vec3d normalOf(cv::Vec2d slope) {
  return cv::normalize(cv::Vec3d(slope[0], slope[1], -1));
}

double falloff(cv::Point2d place, cv::Vec2d slope, const cv::Vec3d& lamp) {
  const cv::Vec3d way = lamp - cv::Vec3d(place.x, place.y, 0);
  const double squared = way.dot(way);
  return std::max(0.0, normalOf(slope).dot(way)) / (squared * std::sqrt(squared));
}

}  // namespace

Lamp::Lamp(const FilmOptions& options, const Item& item, const Pose& firstPose, Random& random) {
  flat_ = options.translate.has_value();
  const cv::Vec3d eye = Camera::centre(firstPose);
  const bool glaring = options.has(Fault::glaring);
  height_ = random.uniform(450, 800);
  azimuth_ = random.uniform(0, 2 * CV_PI);
  turn_ = random.sign() * random.uniform(0.6, 1.6) / std::max(1.0, options.seconds);
  wobble_ = random.uniform(0.02, 0.08);
  ambient_ = random.uniform(0.4, 0.6);

  // The mirror image lies where eye and lamp are seen at equal angles; `mirror` is its distance from the
  // item's centre that we want, and the lamp goes where it must for that.
  const double diagonal = 0.5 * std::hypot(item.widthMm, item.heightMm);
  const double mirror = glaring ? 0.25 * random.uniform(0.2, 1.0) * std::min(item.widthMm, item.heightMm)
                                : diagonal * random.uniform(1.35, 1.8);
  const double far = height_ / -eye[2];
  radius_ = mirror * (1 + far);
  centre_ = {-eye[0] * far, -eye[1] * far};
  const double perMm = 0.5 * (1.0 / -eye[2] + 1.0 / height_);
  const double spot =
      glaring ? random.uniform(0.13, 0.2) * item.heightMm : random.uniform(0.2, 0.3) * diagonal;
  exponent_ = 2.4 / (spot * spot * perMm * perMm);
  strength_ = glaring ? random.uniform(600, 900) : random.uniform(60, 140);
  const double longest = std::max(item.widthMm, item.heightMm);
  waves_ = {2 * CV_PI / (longest * random.uniform(0.3, 0.7)),
            2 * CV_PI / (longest * random.uniform(0.3, 0.7)), random.uniform(0, 2 * CV_PI),
            random.uniform(0, 2 * CV_PI)};
  waveSlope_ = spot * perMm * random.uniform(0.1, 0.3);
  norm_ = 1.0 / falloff({0, 0}, {0, 0}, positionAt(0));
}

cv::Vec3d Lamp::positionAt(double time) const {
  const double angle = azimuth_ + turn_ * time + wobble_ * std::sin(1.7 * time);
  return {centre_.x + radius_ * std::cos(angle), centre_.y + radius_ * std::sin(angle), -height_};
}

double Lamp::lightAt(cv::Point2d place, cv::Vec2d slope, const cv::Vec3d& lamp) const {
  return ambient_ + (1 - ambient_) * norm_ * falloff(place, slope, lamp);
}

double Lamp::halfway(cv::Point2d place, cv::Vec2d slope, const cv::Vec3d& lamp, const cv::Vec3d& eye) const {
  const cv::Vec3d point(place.x, place.y, 0);
  const cv::Vec3d half = cv::normalize(cv::normalize(lamp - point) + cv::normalize(eye - point));
  return std::max(0.0, normalOf(slope).dot(half));
}

cv::Vec2d Lamp::waviness(cv::Point2d place) const {
  return {waveSlope_ * std::sin(waves_[0] * place.x + 0.4 * waves_[1] * place.y + waves_[2]),
          waveSlope_ * std::sin(waves_[1] * place.y - 0.3 * waves_[0] * place.x + waves_[3])};
}

double Lamp::glossAt(cv::Point2d place, cv::Vec2d slope, const cv::Vec3d& lamp, const cv::Vec3d& eye) const {
  const double cosine = halfway(place, slope + waviness(place), lamp, eye);
  // A sharp image of the lamp and a wide sheen around it.
  return strength_ * (std::pow(cosine, exponent_) + 0.12 * std::pow(cosine, exponent_ / 8));
}

double Lamp::glintAt(cv::Point2d place, cv::Vec2d slope, const cv::Vec3d& lamp, const cv::Vec3d& eye) const {
  return 110.0 * std::pow(halfway(place, slope, lamp, eye), 35.0);
}

LightGrid Lamp::shine(const Camera& camera, const Pose& pose, double time, double exposure) const {
  const cv::Size frame = camera.frame();
  const cv::Size nodes((frame.width + LightGrid::step - 1) / LightGrid::step,
                       (frame.height + LightGrid::step - 1) / LightGrid::step);
  LightGrid grid{cv::Mat(nodes, CV_32FC1, cv::Scalar(1)), cv::Mat::zeros(nodes, CV_32FC1)};
  if (flat_) return grid;
  const cv::Matx33d planeFromFrame = camera.frameFromPlane(pose).inv();
  const cv::Vec3d lamp = positionAt(time);
  const cv::Vec3d eye = Camera::centre(pose);
  const double brightness = std::pow(exposure, 1 / kGamma);
  const double corner = 0.25 * (frame.width * frame.width + frame.height * frame.height);
  for (int j = 0; j < nodes.height; ++j) {
    for (int i = 0; i < nodes.width; ++i) {
      const cv::Point2d pixel(LightGrid::step * (i + 0.5) - 0.5, LightGrid::step * (j + 0.5) - 0.5);
      const cv::Point2d place = project(planeFromFrame, pixel);
      const cv::Point2d aside = pixel - cv::Point2d(frame.width / 2.0, frame.height / 2.0);
      const double vignette = 1 - kVignette * aside.dot(aside) / corner;
      const double light = lightAt(place, {0, 0}, lamp) * vignette;
      grid.gain.at<float>(j, i) = static_cast<float>(brightness * std::pow(light, 1 / kGamma));
      grid.gloss.at<float>(j, i) = static_cast<float>(brightness * glossAt(place, {0, 0}, lamp, eye));
    }
  }
  return grid;
}

Exposure::Exposure(const FilmOptions& options, Random& random) {
  level_ = options.has(Fault::dark) ? random.uniform(0.05, 0.1) : random.uniform(0.85, 1.15);
  if (options.translate) return;
  breath_ = random.uniform(0.02, 0.06);
  frequency_ = random.uniform(0.15, 0.4);
  phase_ = random.uniform(0, 2 * CV_PI);
  stepTime_ = options.seconds * random.uniform(0.2, 0.8);
  step_ = random.uniform(-0.15, 0.15);
}

double Exposure::at(double time) const {
  constexpr double kSettling = 0.3;  // s
  const double settled = std::clamp((time - stepTime_) / kSettling, 0.0, 1.0);
  return level_ * (1 + breath_ * std::sin(2 * CV_PI * frequency_ * time + phase_)) * (1 + step_ * settled);
}

}  // namespace gradevault::film
