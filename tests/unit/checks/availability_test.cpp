#include <gtest/gtest.h>

#include <map>

#include "capture.hpp"

namespace gradevault {
namespace {

using test::Capture;

std::map<std::string, CheckStatus> statuses(const Capture& capture) {
  std::map<std::string, CheckStatus> result;
  for (const Check& check : capture.checks()) {
    result[check.id] = check.status;
    if (check.status == CheckStatus::not_available) {
      EXPECT_FALSE(check.value) << check.id;
      EXPECT_FALSE(check.hint.empty()) << check.id;
    }
  }
  return result;
}

TEST(Checks, AreEightInAFixedOrder) {
  std::vector<std::string> ids;
  for (const Check& check : Capture().checks()) ids.push_back(check.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"sharpness", "motion", "exposure", "glare", "framing", "tilt",
                                           "resolution", "coverage"}));
}

TEST(Checks, OfAGoodCaptureAreAllOkWithoutHints) {
  const auto checks = Capture().checks();
  for (const Check& check : checks) {
    EXPECT_EQ(check.status, CheckStatus::ok) << check.id;
    EXPECT_TRUE(check.value && check.threshold) << check.id;
    EXPECT_FALSE(check.unit.empty()) << check.id;
    EXPECT_EQ(check.hint, "") << check.id;
    EXPECT_TRUE(check.where.empty()) << check.id;
  }
  EXPECT_EQ(verdictOf(checks), Verdict::good);
}

TEST(Checks, WithoutFramesOnlyCoverageCanBeMadeAndTheCaptureIsToBeRetaken) {
  Capture capture;
  capture.frames.clear();
  capture.items.clear();
  capture.selection = {};
  for (const auto& [id, status] : statuses(capture)) {
    EXPECT_EQ(status, id == "coverage" ? CheckStatus::fail : CheckStatus::not_available) << id;
  }
  EXPECT_EQ(verdictOf(capture.checks()), Verdict::retake);
}

TEST(Checks, WithAllFramesLostSayTheSame) {
  Capture capture;
  for (auto& frame : capture.frames) {
    frame.lost = true;
    frame.scan.reset();
  }
  capture.selection = {};
  capture.items.clear();
  for (const auto& [id, status] : statuses(capture)) {
    EXPECT_EQ(status, id == "coverage" ? CheckStatus::fail : CheckStatus::not_available) << id;
  }
}

TEST(Checks, WhenNoItemWasLookedForLeaveOutWhatNeedsOne) {
  Capture capture;
  capture.items.clear();
  auto found = statuses(capture);
  EXPECT_EQ(found["framing"], CheckStatus::not_available);
  EXPECT_EQ(found["tilt"], CheckStatus::not_available);
  EXPECT_EQ(found["resolution"], CheckStatus::not_available);
  EXPECT_EQ(found["glare"], CheckStatus::ok);
  EXPECT_EQ(verdictOf(capture.checks()), Verdict::good);
}

TEST(Checks, WhenNoItemWasFoundFailFramingAndLeaveOutTiltAndResolution) {
  Capture capture;
  for (auto& item : capture.items) item = {std::nullopt, 0, "", "no outline"};
  auto found = statuses(capture);
  EXPECT_EQ(found["framing"], CheckStatus::fail);
  EXPECT_EQ(found["tilt"], CheckStatus::not_available);
  EXPECT_EQ(found["resolution"], CheckStatus::not_available);
  EXPECT_EQ(verdictOf(capture.checks()), Verdict::retake);
}

TEST(Checks, OfASingleFrameFailMotionAndCoverage) {
  Capture capture;
  capture.frames.resize(1);
  capture.selection = {{0}, false, 0};
  capture.items.resize(1);
  auto found = statuses(capture);
  EXPECT_EQ(found["motion"], CheckStatus::fail);
  EXPECT_EQ(found["coverage"], CheckStatus::fail);
  EXPECT_EQ(found["sharpness"], CheckStatus::ok);
}

}  // namespace
}  // namespace gradevault
