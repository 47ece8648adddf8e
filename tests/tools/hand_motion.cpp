#include "hand_motion.hpp"

#include <algorithm>
#include <cmath>

#include "framing.hpp"

namespace gradevault::film {
namespace {

/// Hands move with the least jerk (Flash and Hogan 1985): slow, fast, slow.
double minimumJerk(double u) {
  return u * u * u * (10.0 - 15.0 * u + 6.0 * u * u);
}

double swell(double u) {
  const double sine = std::sin(CV_PI * u);
  return sine * sine;
}

Pose between(const Pose& a, const Pose& b, double share) {
  const auto blend = [share](double from, double to) { return from + (to - from) * share; };
  Pose pose;
  pose.lookX = blend(a.lookX, b.lookX);
  pose.lookY = blend(a.lookY, b.lookY);
  pose.distance = blend(a.distance, b.distance);
  pose.tiltX = blend(a.tiltX, b.tiltX);
  pose.tiltY = blend(a.tiltY, b.tiltY);
  pose.roll = blend(a.roll, b.roll);
  return pose;
}

constexpr double kShortestRest = 0.7;
constexpr double kLongestRest = 1.5;
constexpr int kFewestRests = 4;

}  // namespace

HandMotion::HandMotion(const FilmOptions& options, const Item& item, const Camera& camera, Random& random)
    : duration_(options.seconds) {
  if (options.translate) {
    speed_ = *options.translate * options.fps;
    Pose pose;
    pose.distance = camera.focalPx() * item.heightMm / (0.7 * options.size.height);
    rests_.push_back({0, duration_, pose});
    return;
  }
  const double pxScale = std::max(options.size.width, options.size.height) / 640.0;
  planRests(options, item, camera, random);
  planTremor(options, pxScale, random);
  const bool blurred = options.has(Fault::blurred);
  restSigma_ = pxScale * (blurred ? random.uniform(2.4, 3.6) : random.uniform(0.2, 0.4));
  moveSigma_ = pxScale * random.uniform(0.3, 0.6);
}

void HandMotion::planRests(const FilmOptions& options, const Item& item, const Camera& camera,
                           Random& random) {
  std::vector<double> rests, moves;
  double total = 0;
  do {
    if (!rests.empty()) moves.push_back(random.uniform(0.3, 0.6));
    rests.push_back(random.uniform(kShortestRest, kLongestRest));
    total = 0;
    for (double rest : rests) total += rest;
    for (double move : moves) total += move;
  } while (total < duration_);
  if (static_cast<int>(rests.size()) > kFewestRests) {
    total -= rests.back() + moves.back();
    rests.pop_back();
    moves.pop_back();
  }
  while (static_cast<int>(rests.size()) < kFewestRests) {
    moves.push_back(random.uniform(0.3, 0.45));
    rests.push_back(random.uniform(kShortestRest, kLongestRest));
    total += moves.back() + rests.back();
  }
  // Rests give and take so that the film ends with one; moves keep their pace, else they could become rests.
  double moving = 0;
  for (double move : moves) moving += move;
  const double stretch = std::max(0.3 * duration_, duration_ - moving) / (total - moving);
  const double hurry = std::min(1.0, 0.7 * duration_ / std::max(moving, 1e-9));

  const Framing framing = chooseFraming(options, item, random);
  double time = 0;
  for (std::size_t i = 0; i < rests.size(); ++i) {
    Rest rest{time, time + rests[i] * stretch, chooseRestPose(framing, options, item, camera, random)};
    // 45 px at 640 in at most 0.6 s is 2.5 px a frame: no one can take that for resting.
    const double farEnough = 45.0 * std::max(options.size.width, options.size.height) / 640.0;
    const auto wayTo = [&](const Pose& pose) {
      return meanFlow(camera.frameFromPlane(rests_.back().pose), camera.frameFromPlane(pose), camera.frame());
    };
    for (int attempt = 0; i > 0 && attempt < 60 && wayTo(rest.pose) < farEnough; ++attempt) {
      const Pose other = chooseRestPose(framing, options, item, camera, random);
      if (wayTo(other) > wayTo(rest.pose)) rest.pose = other;
    }
    rests_.push_back(rest);
    time = rest.end + (i < moves.size() ? moves[i] * hurry : 0.0);
    arcs_.emplace_back(item.widthMm * random.uniform(-0.06, 0.06),
                       item.heightMm * random.uniform(-0.06, 0.06));
  }
}

void HandMotion::planTremor(const FilmOptions& options, double pxScale, Random& random) {
  constexpr double kBands[][2] = {{0.3, 0.7}, {0.8, 1.6}, {2.0, 3.5}, {8.0, 11.0}};
  const auto waves = [&] {
    std::vector<Wave> result;
    for (const auto& band : kBands) {
      const double frequency = random.uniform(band[0], band[1]);
      // Together 3 … 8 px/s at 640 px: 0.1 … 0.3 px a frame at 30 frames/s.
      const double speed = random.uniform(1.2, 3.2) * pxScale;
      result.push_back({speed / (2 * CV_PI * frequency), frequency, random.uniform(0, 2 * CV_PI)});
    }
    return result;
  };
  wavesX_ = waves();
  wavesY_ = waves();
  if (options.has(Fault::shaking)) {
    const double frequency = random.uniform(3.0, 5.0);
    const double speed = random.uniform(120, 200) * pxScale;
    circle_ = {speed / (2 * CV_PI * frequency), frequency, random.uniform(0, 2 * CV_PI)};
    for (auto* axis : {&wavesX_, &wavesY_}) {
      for (Wave& wave : *axis) wave.amplitude *= 8;
    }
  }
}

Pose HandMotion::poseAt(double time) const {
  if (speed_) {
    Pose pose = rests_.front().pose;
    pose.shiftX = speed_->x * (time - duration_ / 2);
    pose.shiftY = speed_->y * (time - duration_ / 2);
    return pose;
  }
  Pose pose = rests_.back().pose;
  for (std::size_t i = 0; i < rests_.size(); ++i) {
    if (time < rests_[i].end) {
      pose = rests_[i].pose;
      if (i > 0 && time < rests_[i].begin) {
        const Rest& from = rests_[i - 1];
        const double u = (time - from.end) / (rests_[i].begin - from.end);
        pose = between(from.pose, rests_[i].pose, minimumJerk(u));
        pose.lookX += arcs_[i].x * swell(u);
        pose.lookY += arcs_[i].y * swell(u);
      }
      break;
    }
  }
  const auto displacement = [time](const std::vector<Wave>& waves) {
    double sum = 0;
    for (const Wave& wave : waves)
      sum += wave.amplitude * std::sin(2 * CV_PI * wave.frequency * time + wave.phase);
    return sum;
  };
  const double turn = 2 * CV_PI * circle_.frequency * time + circle_.phase;
  pose.shiftX = displacement(wavesX_) + circle_.amplitude * std::cos(turn);
  pose.shiftY = displacement(wavesY_) + circle_.amplitude * std::sin(turn);
  return pose;
}

double HandMotion::focusSigmaAt(double time) const {
  if (speed_) return 0;
  constexpr double kSettling = 0.08;  // s
  double lost = 0;
  for (std::size_t i = 0; i + 1 < rests_.size(); ++i) {
    const double from = rests_[i].end, to = rests_[i + 1].begin;
    if (time > from && time < to) lost = std::sin(CV_PI * 0.5 * (time - from) / (to - from));
    if (time >= to && time < rests_[i + 1].end) lost = std::exp(-(time - to) / kSettling);
  }
  return restSigma_ + moveSigma_ * lost;
}

}  // namespace gradevault::film
