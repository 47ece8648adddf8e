#include "film.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "artwork.hpp"
#include "damage.hpp"

namespace gradevault::film {
namespace {

Item makeItem(const FilmOptions& options, Random& random) {
  Item item;
  item.kind = options.item;
  item.side = options.side;
  switch (options.item) {
    case ItemKind::comic:
      item.widthMm = 168.3;
      item.heightMm = 260.4;
      item.thicknessMm = random.uniform(0.6, 1.4);
      item.pxPerMm = 8;
      break;
    case ItemKind::card:
      item.widthMm = 63.5;
      item.heightMm = 88.9;
      item.thicknessMm = random.uniform(0.3, 0.5);
      item.cornerRadiusMm = random.chance(0.5) ? random.uniform(2.0, 3.2) : 0.0;
      item.pxPerMm = 20;
      break;
    case ItemKind::toy:
      item.widthMm = 228.6;
      item.heightMm = 152.4;
      item.thicknessMm = random.uniform(12, 35);
      item.pxPerMm = 8;
      break;
  }
  return item;
}

cv::Mat readPicture(const std::string& path, Item& item) {
  const cv::Mat picture = cv::imread(path, cv::IMREAD_COLOR);
  if (picture.empty()) throw EnvironmentError("cannot read the picture " + path);
  // The kind says how tall the thing is; how wide it is, the picture says.
  item.widthMm = item.heightMm * picture.cols / picture.rows;
  cv::Mat art;
  const bool smaller = item.flatSize().area() < picture.size().area();
  cv::resize(picture, art, item.flatSize(), 0, 0, smaller ? cv::INTER_AREA : cv::INTER_CUBIC);
  return art;
}

cv::Rect2d boundsOf(const std::vector<cv::Point2d>& points) {
  cv::Point2d low = points.front(), high = points.front();
  for (const cv::Point2d& point : points) {
    low = {std::min(low.x, point.x), std::min(low.y, point.y)};
    high = {std::max(high.x, point.x), std::max(high.y, point.y)};
  }
  return {low, high};
}

}  // namespace

Film::Film(const FilmOptions& options) : options_((validate(options), options)), camera_(options.size) {
  const auto streamOf = [&options](Stream stream) { return Random(options.seed, stream); };
  Random itemRandom = streamOf(Stream::item), artRandom = streamOf(Stream::artwork),
         handRandom = streamOf(Stream::hand);
  Random lampRandom = streamOf(Stream::lamp), exposureRandom = streamOf(Stream::exposure);
  Random noiseRandom = streamOf(Stream::noise), tableRandom = streamOf(Stream::table);
  item_ = makeItem(options_, itemRandom);
  surface_.art =
      options_.picture.empty() ? drawArtwork(item_, artRandom) : readPicture(options_.picture, item_);
  damage_ = plantDamage(item_, options_.damage, options_.seed, surface_, masks_);
  hand_ = std::make_unique<HandMotion>(options_, item_, camera_, handRandom);
  lamp_ = std::make_unique<Lamp>(options_, item_, hand_->poseAt(0), lampRandom);
  exposure_ = std::make_unique<Exposure>(options_, exposureRandom);
  // Little light means long exposures; and who shakes is to see it.
  const bool slow = options_.has(Fault::dark) || options_.has(Fault::shaking);
  shutter_ = options_.translate ? 0.0 : exposureRandom.uniform(0.2, 0.4) * (slow ? 2 : 1);
  buildScene(tableRandom);
  sensor_ = std::make_unique<Sensor>(options_, noiseRandom);
}

void Film::buildScene(Random& random) {
  // All that the film will see, and at which scale it sees the item at most.
  constexpr int kLooks = 4;  // a frame
  std::vector<cv::Point2d> seen;
  double largest = 0;
  for (int i = -kLooks; i <= kLooks * (options_.frameCount() + 1); ++i) {
    const Pose pose = hand_->poseAt(i / (kLooks * options_.fps));
    const cv::Matx33d planeFromFrame = camera_.frameFromPlane(pose).inv();
    const double right = options_.size.width, bottom = options_.size.height;
    for (const cv::Point2d corner : {cv::Point2d(-1, -1), {right, -1}, {right, bottom}, {-1, bottom}}) {
      seen.push_back(project(planeFromFrame, corner));
    }
    largest = std::max(largest, camera_.focalPx() / pose.distance);
  }
  // With a strong tilt the far end of the table is out of all proportion; beyond this the picture is
  // mirrored.
  const double furthest = 3 * std::hypot(item_.widthMm, item_.heightMm);
  cv::Rect2d area = boundsOf(seen);
  if (!options_.translate) area &= cv::Rect2d(-furthest, -furthest, 2 * furthest, 2 * furthest);

  // Finer than the frame, so that the bilinear warp does not blur; a pure translation is filmed px by px.
  double pxPerMm = options_.translate ? largest : 1.25 * largest;
  constexpr double kMostPx = 40e6;
  const double wanted = area.area() * pxPerMm * pxPerMm;
  if (wanted > kMostPx) {
    if (options_.translate) throw UsageError("--translate runs too far: shorten --seconds or slow it down");
    pxPerMm *= std::sqrt(kMostPx / wanted);
  }
  const Pose first = hand_->poseAt(0);
  scene_ = std::make_unique<Scene>(options_, item_, surface_, area, pxPerMm, lamp_->positionAt(0),
                                   Camera::centre(first), random);
}

FrameTruth Film::truthOf(int index) const {
  FrameTruth truth;
  truth.index = index;
  truth.time = index / options_.fps;
  const Pose pose = hand_->poseAt(truth.time);
  const cv::Matx33d homography = camera_.frameFromPlane(pose);
  truth.quad = itemQuad(item_, homography);
  const double scale = std::max(options_.size.width, options_.size.height) / 640.0;
  const cv::Matx33d before = camera_.frameFromPlane(hand_->poseAt(truth.time - 1 / options_.fps));
  const double motion = meanFlow(before, homography, options_.size);
  if (index > 0) truth.motion = motion;
  truth.still = motion * options_.fps <= kStillSpeedAt640 * scale;

  const double open = truth.time - 0.5 * shutter_ / options_.fps,
               shut = truth.time + 0.5 * shutter_ / options_.fps;
  const double streak = meanFlow(camera_.frameFromPlane(hand_->poseAt(open)),
                                 camera_.frameFromPlane(hand_->poseAt(shut)), options_.size);
  // A box of length L has the standard deviation L / √12.
  truth.blurSigma = std::hypot(hand_->focusSigmaAt(truth.time), streak / std::sqrt(12.0));
  truth.sharp = truth.blurSigma <= kSharpSigmaAt640 * scale;
  truth.exposure = exposure_->at(truth.time);
  const cv::Vec3d lamp = lamp_->positionAt(truth.time);
  truth.lamp = {lamp[0], lamp[1]};
  return truth;
}

void Film::expose(int index, const FrameTruth& truth) {
  const double time = truth.time, length = shutter_ / options_.fps;
  const cv::Matx33d open = camera_.frameFromPlane(hand_->poseAt(time - 0.5 * length));
  const cv::Matx33d shut = camera_.frameFromPlane(hand_->poseAt(time + 0.5 * length));
  const double streak = meanFlow(open, shut, options_.size);
  // One sub-frame for every 1.5 px of the streak leaves no gaps between them.
  const int subFrames = std::clamp(cvRound(streak / 1.5), 1, 16);

  const cv::Size half = options_.size / 2;
  // Chroma px (i, j) lies at luma (2 i, 2 j + ½).
  const cv::Matx33d lumaFromChroma(2, 0, 0, 0, 2, 0.5, 0, 0, 1);
  cv::Mat lumaSum, chromaSum, luma, chroma;
  for (int i = 0; i < subFrames; ++i) {
    const double instant = time + length * ((i + 0.5) / subFrames - 0.5);
    const cv::Matx33d planeFromFrame = camera_.frameFromPlane(hand_->poseAt(instant)).inv();
    const int how = cv::INTER_LINEAR | cv::WARP_INVERSE_MAP;
    cv::warpPerspective(scene_->luma(), luma, scene_->lumaFromPlane() * planeFromFrame, options_.size, how,
                        cv::BORDER_REFLECT_101);
    cv::warpPerspective(scene_->chroma(), chroma, scene_->chromaFromPlane() * planeFromFrame * lumaFromChroma,
                        half, how, cv::BORDER_REFLECT_101);
    if (subFrames == 1) break;
    if (i == 0) {
      lumaSum = cv::Mat::zeros(options_.size, CV_16UC1);
      chromaSum = cv::Mat::zeros(half, CV_16UC2);
    }
    cv::add(lumaSum, luma, lumaSum, cv::noArray(), CV_16U);
    cv::add(chromaSum, chroma, chromaSum, cv::noArray(), CV_16U);
  }
  if (subFrames > 1) {
    lumaSum.convertTo(luma, CV_8U, 1.0 / subFrames);
    chromaSum.convertTo(chroma, CV_8U, 1.0 / subFrames);
  }
  const double sigma = hand_->focusSigmaAt(time);
  if (sigma > 0.2) cv::GaussianBlur(luma, luma, {}, sigma, sigma, cv::BORDER_REFLECT_101);
  if (sigma > 0.4) cv::GaussianBlur(chroma, chroma, {}, sigma / 2, sigma / 2, cv::BORDER_REFLECT_101);
  exposed_ = {luma, chroma};
  static_cast<void>(index);
}

bool Film::next(FilmFrame& out) {
  const int index = static_cast<int>(truth_.size());
  if (index >= options_.frameCount()) return false;
  const FrameTruth truth = truthOf(index);
  const Pose pose = hand_->poseAt(truth.time);
  scene_->light(*lamp_, lamp_->positionAt(truth.time), Camera::centre(pose));
  expose(index, truth);

  // Item glossy, table nearly matt.
  constexpr int kTableGloss = 22;
  glossy_.create(options_.size, CV_8UC1);
  glossy_.setTo(kTableGloss);
  std::vector<cv::Point> outline;
  constexpr int kFractionBits = 4;
  for (const cv::Point2d corner : truth.quad) {
    outline.emplace_back(cvRound(corner.x * (1 << kFractionBits)), cvRound(corner.y * (1 << kFractionBits)));
  }
  cv::fillConvexPoly(glossy_, outline, cv::Scalar(255), cv::LINE_AA, kFractionBits);
  sensor_->develop(exposed_, lamp_->shine(camera_, pose, truth.time, truth.exposure), glossy_, out);
  truth_.push_back(truth);
  return true;
}

}  // namespace gradevault::film
