// The tracker on generated captures whose quads are known in every frame.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <initializer_list>
#include <string>
#include <vector>

#include "filmed_capture.hpp"
#include "gradevault/quad_tracker.hpp"
#include "item/quick_quad.hpp"

namespace gradevault {
namespace {

using testing::FilmedCapture;
using testing::FilmedFrame;

/// Mean distances of the four corners from the truth, px of the quick luma.
struct Errors {
  std::vector<double> px;
  int asked = 0;

  void add(double error) { px.push_back(error); }
  [[nodiscard]] double lost() const { return asked == 0 ? 0 : 1 - static_cast<double>(px.size()) / asked; }
  [[nodiscard]] double mean() const {
    double sum = 0;
    for (const double e : px) sum += e;
    return px.empty() ? 0 : sum / static_cast<double>(px.size());
  }
  [[nodiscard]] double percentile95() const {
    std::vector<double> sorted = px;
    std::sort(sorted.begin(), sorted.end());
    return sorted.empty() ? 0 : sorted[sorted.size() * 95 / 100];
  }
  void print(const std::string& what) const {
    std::printf("%-24s %4d frames, %4.1f %% lost, mean %.3f px, 95th percentile %.3f px\n", what.c_str(),
                asked, 100 * lost(), mean(), percentile95());
  }
};

double meanError(const Quad& a, const Quad& b) {
  double sum = 0;
  for (std::size_t i = 0; i < 4; ++i) sum += std::hypot(a[i].x - b[i].x, a[i].y - b[i].y) / 4;
  return sum;
}

constexpr double fast = 3;  // px a frame: 90 px/s, three times what counts as still

struct Followed {
  Errors slow;
  Errors fast;
};

/// Starts from the true quad and follows it for 6 frames (0.2 s, the time between two detections), over and
/// over.
void follow(const film::FilmOptions& options, Followed& followed) {
  constexpr int between = 6;
  FilmedCapture capture(options);
  QuadTracker tracker;
  int index = 0;
  while (const std::optional<FilmedFrame> frame = capture.next()) {
    const Quad truth = onQuickLuma(frame->truth, frame->luma.size(), frame->quick.size());
    if (index++ % (between + 1) == 0) {
      tracker.found(truth, frame->quick.view());
      continue;
    }
    Errors& errors = frame->motion > fast ? followed.fast : followed.slow;
    ++errors.asked;
    if (const auto quad = tracker.follow(frame->quick.view())) errors.add(meanError(*quad, truth));
  }
}

Followed followAll(std::initializer_list<film::Fault> faults, int captures) {
  Followed followed;
  for (int i = 0; i < captures; ++i) {
    film::FilmOptions options;
    options.seed = 7300 + static_cast<std::uint64_t>(i);
    options.item = std::array{film::ItemKind::comic, film::ItemKind::card,
                              film::ItemKind::toy}[static_cast<std::size_t>(i % 3)];
    options.table = i % 2 == 0 ? film::Table::textured : film::Table::plain;
    options.seconds = 2;
    options.faults = faults;
    follow(options, followed);
  }
  const std::string name = faults.size() == 0 ? "good" : film::nameOf(*faults.begin());
  followed.slow.print(name);
  followed.fast.print(name + ", over 90 px/s");
  return followed;
}

TEST(QuadFollowedInWellFilmedCaptures, StaysOnTheItem) {
  const Followed followed = followAll({}, testing::captures(1, 2, 12));
  EXPECT_EQ(followed.slow.lost(), 0);
  EXPECT_LT(followed.slow.mean(), 0.3);
  EXPECT_LT(followed.slow.percentile95(), 1);
  EXPECT_GT(followed.fast.asked, 10);
  EXPECT_LT(followed.fast.lost(), 0.05);
  EXPECT_LT(followed.fast.mean(), 0.6);
  EXPECT_LT(followed.fast.percentile95(), 2);
}

class QuadFollowedInFaultyCaptures : public ::testing::TestWithParam<film::Fault> {};

TEST_P(QuadFollowedInFaultyCaptures, IsSeldomLostAndStaysNearTheItem) {
  const Followed followed = followAll({GetParam()}, testing::captures(1, 1, 12));
  for (const Errors* errors : {&followed.slow, &followed.fast}) {
    if (errors->asked < 10) continue;
    EXPECT_LT(errors->lost(), 0.1);
    EXPECT_LT(errors->mean(), 1.5);
    EXPECT_LT(errors->percentile95(), 4);
  }
}

INSTANTIATE_TEST_SUITE_P(All, QuadFollowedInFaultyCaptures,
                         ::testing::Values(film::Fault::dark, film::Fault::glaring, film::Fault::shaking,
                                           film::Fault::blurred, film::Fault::cropped, film::Fault::tilted),
                         [](const auto& one) { return std::string(film::nameOf(one.param)); });

}  // namespace
}  // namespace gradevault
