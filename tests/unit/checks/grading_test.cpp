#include "checks/grading.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace gradevault {
namespace {

TEST(GradeFloor, IsGoodExactlyOnALimitAndMissesJustUnderIt) {
  const double justUnder = std::nextafter(60.0, 0.0);
  EXPECT_EQ(gradeFloor(60, 60, 25).status, CheckStatus::ok);
  EXPECT_EQ(gradeFloor(justUnder, 60, 25).status, CheckStatus::warn);
  EXPECT_EQ(gradeFloor(25, 60, 25).status, CheckStatus::warn);
  EXPECT_EQ(gradeFloor(std::nextafter(25.0, 0.0), 60, 25).status, CheckStatus::fail);
}

TEST(GradeCeiling, IsGoodExactlyOnALimitAndMissesJustOverIt) {
  EXPECT_EQ(gradeCeiling(12, 12, 25).status, CheckStatus::ok);
  EXPECT_EQ(gradeCeiling(std::nextafter(12.0, 99.0), 12, 25).status, CheckStatus::warn);
  EXPECT_EQ(gradeCeiling(25, 12, 25).status, CheckStatus::warn);
  EXPECT_EQ(gradeCeiling(std::nextafter(25.0, 99.0), 12, 25).status, CheckStatus::fail);
}

TEST(Grades, CarryTheLimitThatWasMissedOrTheFirstThatWouldBe) {
  EXPECT_EQ(gradeFloor(70, 60, 25).threshold, 60);
  EXPECT_EQ(gradeFloor(30, 60, 25).threshold, 60);
  EXPECT_EQ(gradeFloor(3, 60, 25).threshold, 25);
  EXPECT_EQ(gradeCeiling(3, 12, 25).threshold, 12);
  EXPECT_EQ(gradeCeiling(13, 12, 25).threshold, 12);
  EXPECT_EQ(gradeCeiling(26, 12, 25).threshold, 25);
}

TEST(Grades, ANumberThatIsNoneFails) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(gradeFloor(nan, 60, 25).status, CheckStatus::fail);
  EXPECT_EQ(gradeCeiling(nan, 12, 25).status, CheckStatus::fail);
}

TEST(Median, IsTheMiddleOrTheMeanOfTheTwoMiddleOnes) {
  EXPECT_EQ(median({7}), 7);
  EXPECT_EQ(median({9, 1, 5}), 5);
  EXPECT_EQ(median({9, 1, 5, 2}), 3.5);
}

}  // namespace
}  // namespace gradevault
