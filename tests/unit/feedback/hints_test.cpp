// Which hint a steady scene gets, and where it points.
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "live_scene.hpp"

namespace gradevault {

void PrintTo(Hint hint, std::ostream* out) {
  *out << name(hint);
}

namespace {

using testing::Change;
using testing::LiveScene;
using testing::play;

struct Case {
  const char* name;
  Hint hint;
  const char* place;
  Change change;
};

void moveBy(LiveScene& scene, double x, double y) {
  for (Point& p : *scene.quad) p = {p.x + x, p.y + y};
}

void enlarge(LiveScene& scene, double factor) {
  for (Point& p : *scene.quad) p = {610 + factor * (p.x - 610), 360 + factor * (p.y - 360)};
}

/// A burnt-out blob of the quick luma on a scene whose item lies at x 200 … 410, y 30 … 330 there.
void shine(LiveScene& scene, const Rect& blob) {
  scene.sample.glare.blobs = {blob};
  scene.sample.glare.share = blob.width * blob.height / (640.0 * 360.0);
  scene.sample.brightShare = scene.sample.glare.share + 0.01;
}

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"good", Hint::good, "", [](LiveScene&, double) {}},
      {"noItem", Hint::show_item, "", [](LiveScene& s, double) { s.quad.reset(), s.itemSharpness.reset(); }},
      {"outAtTheRight", Hint::show_item, "right", [](LiveScene& s, double) { moveBy(s, 500, 0); }},
      {"outAtTheTopLeft", Hint::show_item, "top left",
       [](LiveScene& s, double) {
         enlarge(s, 0.8);
         moveBy(s, -470, -150);
       }},
      {"longerThanTheFrame", Hint::farther, "", [](LiveScene& s, double) { enlarge(s, 1.3); }},
      {"outAtTheBottomWithoutRoomAtTheTop", Hint::farther, "",
       [](LiveScene& s, double) {
         enlarge(s, 1.1);
         moveBy(s, 0, 40);
       }},
      {"small", Hint::closer, "", [](LiveScene& s, double) { enlarge(s, 0.6); }},
      {"moving", Hint::hold_still, "", [](LiveScene& s, double) { s.motion = 80; }},
      {"dark", Hint::more_light, "", [](LiveScene& s, double) { s.sample.highlightLuma = 80; }},
      {"darkWithoutItem", Hint::more_light, "",
       [](LiveScene& s, double) {
         s.sample.highlightLuma = 80;
         s.quad.reset();
         s.itemSharpness.reset();
       }},
      {"bright", Hint::less_light, "", [](LiveScene& s, double) { s.sample.meanLuma = 235; }},
      {"burntOutButNotOnTheItem", Hint::less_light, "",
       [](LiveScene& s, double) { s.sample.brightShare = 0.15; }},
      {"glareAtTheTopLeft", Hint::glare, "top left",
       [](LiveScene& s, double) {
         shine(s, {210, 50, 60, 60});
       }},
      {"glareInTheCentre", Hint::glare, "centre",
       [](LiveScene& s, double) {
         shine(s, {270, 150, 70, 70});
       }},
      {"glareThatBurnsMostOfTheFrameOut", Hint::less_light, "",
       [](LiveScene& s, double) {
         shine(s, {100, 0, 400, 360});
       }},
      {"topIsFarther", Hint::tilt, "top",
       [](LiveScene& s, double) {
         s.quad = Quad{{{470, 100}, {750, 100}, {820, 600}, {400, 600}}};
       }},
      {"leftIsFarther", Hint::tilt, "left",
       [](LiveScene& s, double) {
         s.quad = Quad{{{400, 180}, {780, 100}, {780, 640}, {400, 540}}};
       }},
      {"blurred", Hint::focus, "", [](LiveScene& s, double) { s.itemSharpness = 30; }},
      {"blurredByMotion", Hint::hold_still, "",
       [](LiveScene& s, double) {
         s.itemSharpness = 30;
         s.motion = 80;
       }},
  };
  return all;
}

class SteadyScene : public ::testing::TestWithParam<Case> {};

TEST_P(SteadyScene, GetsItsHintWithinASecondAndKeepsIt) {
  for (const double fps : {10.0, 15.0, 30.0, 60.0}) {
    const auto shown = play(fps, 6, GetParam().change);
    for (const auto& [time, feedback] : shown) {
      if (time < 1.0) continue;
      EXPECT_EQ(feedback.hint, GetParam().hint) << "at " << time << " s, " << fps << " frames/s";
      EXPECT_EQ(feedback.place, GetParam().place) << "at " << time << " s, " << fps << " frames/s";
      EXPECT_GT(feedback.confidence, 0.7);
    }
    EXPECT_LE(testing::changes(shown).size(), 1U);
  }
}

INSTANTIATE_TEST_SUITE_P(All, SteadyScene, ::testing::ValuesIn(cases()),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(AnItemThatCannotComeCloser, IsNotAskedTo) {
  // 285 × 420 px of a frame of 640 × 480: under 300 px across, but it nearly fills the frame.
  FeedbackSteadier steadier{Options{}};
  Feedback last;
  for (int i = 0; i < 60; ++i) {
    LiveScene scene;
    scene.quad = Quad{{{190, 30}, {475, 30}, {475, 450}, {190, 450}}};
    LiveObservation seen = scene.at(i / 30.0);
    seen.frame = {640, 480};
    seen.quick = {640, 480};
    last = steadier.observe(seen);
  }
  EXPECT_EQ(last.hint, Hint::good);
}

TEST(BeforeTheItemWasLookedFor, NothingIsConcluded) {
  const auto shown = play(30, 3, [](LiveScene& s, double) {
    s.quad.reset();
    s.lookedForItem = false;
    s.itemSharpness.reset();
  });
  EXPECT_TRUE(testing::changes(shown).empty());
  EXPECT_EQ(shown.back().feedback.hint, Hint::show_item);
  EXPECT_EQ(shown.back().feedback.confidence, 0);
}

TEST(Sentences, SayWhatToDoAndWhere) {
  EXPECT_EQ(sentence(Hint::glare, "top left"), "glare at the top left: move the lamp or yourself");
  EXPECT_EQ(sentence(Hint::glare, "centre"), "glare in the centre: move the lamp or yourself");
  EXPECT_EQ(sentence(Hint::show_item, "left"), "show the whole item: it is cut off at the left");
  EXPECT_EQ(sentence(Hint::tilt, "top"), "hold the phone flat above the item: its top is farther away");
  for (int h = 0; h <= static_cast<int>(Hint::focus); ++h) {
    EXPECT_FALSE(sentence(static_cast<Hint>(h), "").empty());
    EXPECT_FALSE(name(static_cast<Hint>(h)).empty());
  }
}

}  // namespace
}  // namespace gradevault
