#include "film.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <random>

#include "damage.hpp"
#include "hand_motion.hpp"
#include "write_capture.hpp"

namespace gradevault::film {
namespace {

FilmOptions smallFilm(std::uint64_t seed = 7) {
  FilmOptions options;
  options.seed = seed;
  options.size = {320, 180};
  options.seconds = 0.2;
  return options;
}

class TemporaryFolder {
 public:
  TemporaryFolder()
      : path_(std::filesystem::temp_directory_path() /
              ("film_test_" + std::to_string(std::random_device()()))) {
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string contentOf(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool equal(const cv::Mat& a, const cv::Mat& b) {
  return a.size() == b.size() && a.type() == b.type() && cv::norm(a, b, cv::NORM_INF) == 0;
}

TEST(Film, EqualSeedsGiveEqualFrames) {
  FilmOptions options = smallFilm();
  options.damage = {DamageKind::crease, DamageKind::stain};
  Film first(options), second(options);
  FilmFrame a, b;
  while (first.next(a)) {
    ASSERT_TRUE(second.next(b));
    EXPECT_TRUE(equal(a.luma, b.luma));
    EXPECT_TRUE(equal(a.cb, b.cb));
    EXPECT_TRUE(equal(a.cr, b.cr));
  }
  EXPECT_FALSE(second.next(b));
  EXPECT_EQ(first.truth().size(), 6U);
}

TEST(Film, DifferentSeedsGiveDifferentFrames) {
  Film first(smallFilm(7)), second(smallFilm(8));
  FilmFrame a, b;
  ASSERT_TRUE(first.next(a) && second.next(b));
  EXPECT_GT(cv::norm(a.luma, b.luma, cv::NORM_L1) / static_cast<double>(a.luma.total()), 5);
}

TEST(Film, DamageChangesThePictureOnlyUnderItsMask) {
  for (const DamageKind kind : {DamageKind::crease, DamageKind::corner, DamageKind::edge, DamageKind::scratch,
                                DamageKind::stain, DamageKind::tear}) {
    FilmOptions options = smallFilm();
    options.item = ItemKind::card;
    const Film clean(options);
    options.damage = {kind};
    const Film damaged(options);
    cv::Mat difference, changed;
    cv::absdiff(clean.flat(), damaged.flat(), difference);
    cv::cvtColor(difference, changed, cv::COLOR_BGR2GRAY);
    // Soft borders of a place may fade out beyond its mask.
    cv::Mat near;
    cv::dilate(damaged.masks().at(kind), near, cv::Mat(), {-1, -1}, 12);
    EXPECT_GT(cv::countNonZero(damaged.masks().at(kind)), 100) << nameOf(kind);
    EXPECT_GT(cv::countNonZero(changed), 0) << nameOf(kind);
    EXPECT_EQ(cv::countNonZero((changed > 30) & (near == 0)), 0) << nameOf(kind);
    EXPECT_FALSE(damaged.damage().empty());
  }
}

TEST(Film, CreasesShineOtherwiseUnderAnotherLamp) {
  FilmOptions options = smallFilm();
  options.damage = {DamageKind::crease};
  Item item;
  item.widthMm = 100;
  item.heightMm = 150;
  item.pxPerMm = 5;
  Surface grey;
  grey.art = cv::Mat(item.flatSize(), CV_8UC3, cv::Scalar::all(100));
  std::map<DamageKind, cv::Mat> masks;
  plantDamage(item, options.damage, options.seed, grey, masks);
  Pose above;
  above.distance = 450;
  const cv::Vec3d eye = Camera::centre(above);
  Random lampRandom(options.seed, Stream::lamp), tableRandom(options.seed, Stream::table);
  const Lamp lamp(options, item, above, lampRandom);
  Scene scene(options, item, grey, {-60, -85, 120, 170}, 3, {300, 0, -500}, eye, tableRandom);
  cv::Mat darkest, brightest;
  for (int i = 0; i < 8; ++i) {
    const double azimuth = i * CV_PI / 4;
    scene.light(lamp, {400 * std::cos(azimuth), 400 * std::sin(azimuth), -450}, eye);
    if (i == 0) {
      darkest = scene.luma().clone();
      brightest = scene.luma().clone();
    }
    cv::min(darkest, scene.luma(), darkest);
    cv::max(brightest, scene.luma(), brightest);
  }
  const cv::Mat changed = brightest - darkest > 20;
  EXPECT_GT(cv::countNonZero(changed), 20);
  EXPECT_LT(cv::countNonZero(changed), 0.05 * static_cast<double>(changed.total()));
}

TEST(Film, TranslationMovesEveryPxByTheSameWay) {
  FilmOptions options = smallFilm();
  options.translate = cv::Point2d(3, -2);
  options.table = Table::textured;
  Film film(options);
  FilmFrame before, after;
  ASSERT_TRUE(film.next(before));
  before.luma = before.luma.clone();
  ASSERT_TRUE(film.next(after));
  EXPECT_FALSE(film.truth()[0].motion.has_value());
  EXPECT_NEAR(film.truth()[1].motion.value_or(-1), std::hypot(3, 2), 1e-6);
  const cv::Mat from = before.luma({10, 10, 280, 150}), to = after.luma({13, 8, 280, 150});
  EXPECT_LT(cv::norm(from, to, cv::NORM_L1) / static_cast<double>(from.total()), 1.0);
}

TEST(Film, SidesLieWhereTheQuadSays) {
  const TemporaryFolder folder;
  const std::string white = (folder.path() / "white.png").string();
  cv::imwrite(white, cv::Mat(400, 300, CV_8UC3, cv::Scalar::all(235)));
  FilmOptions options;
  options.seed = 2;
  options.size = {640, 360};
  options.seconds = 0.1;
  options.item = ItemKind::comic;
  options.picture = white;
  Film film(options);
  FilmFrame frame;
  ASSERT_TRUE(film.next(frame));
  // The mean over the quad is the item's; a px outside of it is already the table's.
  cv::Mat inside = cv::Mat::zeros(frame.luma.size(), CV_8UC1), larger;
  std::vector<cv::Point> corners;
  for (const cv::Point2d corner : film.truth()[0].quad) corners.emplace_back(corner);
  cv::fillConvexPoly(inside, corners, cv::Scalar(255));
  cv::erode(inside, inside, cv::Mat(), {-1, -1}, 3);
  cv::dilate(inside, larger, cv::Mat(), {-1, -1}, 7);
  cv::Mat core, ring;
  cv::erode(inside, core, cv::Mat(), {-1, -1}, 3);
  cv::dilate(larger, ring, cv::Mat(), {-1, -1}, 3);
  const double rim = cv::mean(frame.luma, inside & ~core)[0], middle = cv::mean(frame.luma, core)[0];
  const double table = cv::mean(frame.luma, ring & ~larger)[0];
  EXPECT_LT(std::abs(rim - middle), 0.25 * std::abs(middle - table));
}

TEST(HandMotion, RestsFourTimesAndKeepsTheItemInside) {
  Item item;
  item.widthMm = 168.3;
  item.heightMm = 260.4;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    FilmOptions options;
    options.seed = seed;
    options.seconds = 5;
    const Camera camera(options.size);
    Random random(seed, Stream::hand);
    const HandMotion hand(options, item, camera, random);
    int rests = 0, inARow = 0;
    for (int i = 1; i < options.frameCount(); ++i) {
      const cv::Matx33d now = camera.frameFromPlane(hand.poseAt(i / options.fps));
      const double motion =
          meanFlow(camera.frameFromPlane(hand.poseAt((i - 1) / options.fps)), now, options.size);
      const bool good = motion <= 2.0 && hand.focusSigmaAt(i / options.fps) <= 1.8;
      inARow = good ? inARow + 1 : 0;
      if (inARow == 8) ++rests;
    }
    EXPECT_GE(rests, 4) << "seed " << seed;
  }
}

TEST(HandMotion, ShakingNeverRests) {
  Item item;
  item.widthMm = 63.5;
  item.heightMm = 88.9;
  FilmOptions options;
  options.faults = {Fault::shaking};
  const Camera camera(options.size);
  Random random(options.seed, Stream::hand);
  const HandMotion hand(options, item, camera, random);
  for (int i = 1; i < options.frameCount(); ++i) {
    EXPECT_GT(meanFlow(camera.frameFromPlane(hand.poseAt((i - 1) / options.fps)),
                       camera.frameFromPlane(hand.poseAt(i / options.fps)), options.size),
              2.0);
  }
}

TEST(WriteCapture, EqualOptionsGiveEqualFiles) {
  const TemporaryFolder folder;
  for (const char* name : {"a", "b"}) writeCapture(smallFilm(), {}, folder.path() / name, "capture.mp4", {});
  for (const char* file : {"capture.mp4", "truth.json", "flat.png"}) {
    EXPECT_FALSE(contentOf(folder.path() / "a" / file).empty()) << file;
    EXPECT_EQ(contentOf(folder.path() / "a" / file), contentOf(folder.path() / "b" / file)) << file;
  }
}

TEST(WriteCapture, RefusesWhatCannotBeFilmed) {
  const TemporaryFolder folder;
  FilmOptions odd = smallFilm();
  odd.size = {321, 180};
  EXPECT_THROW(writeCapture(odd, {}, folder.path(), "capture.mp4", {}), UsageError);
  EXPECT_THROW(writeCapture(smallFilm(), {}, folder.path(), "capture.nonsense", {}), UsageError);
  EXPECT_THROW(writeCapture(smallFilm(), {}, folder.path(), "capture.webm", {}), UsageError);
  FilmOptions noPicture = smallFilm();
  noPicture.picture = (folder.path() / "missing.png").string();
  EXPECT_THROW(writeCapture(noPicture, {}, folder.path(), "capture.mp4", {}), EnvironmentError);
}

}  // namespace
}  // namespace gradevault::film
