#include "retry_schedule.hpp"

#include <gtest/gtest.h>

namespace gradevault::delivery {
namespace {

constexpr jobs::Milliseconds hour = 3'600'000;

TEST(RetrySchedule, LastsOverADayThenEnds) {
  jobs::Milliseconds age = 0;
  int tries = 0;
  for (;;) {
    const auto delay = retryDelay(++tries, age, 0.5);
    if (!delay) break;
    age += *delay;
    ASSERT_LT(tries, 20);
  }
  EXPECT_EQ(tries, 8);
  EXPECT_GT(age, 24 * hour);
  EXPECT_LT(age, 36 * hour);
}

TEST(RetrySchedule, DelaysGrowAndAreSpread) {
  EXPECT_EQ(retryDelay(1, 0, 0.5), 5000);
  EXPECT_EQ(retryDelay(2, 0, 0.5), 300'000);
  EXPECT_EQ(retryDelay(3, 0, 0.5), hour / 2);
  EXPECT_EQ(retryDelay(6, 0, 0.5), 10 * hour);
  EXPECT_EQ(retryDelay(60, 0, 0.5), 10 * hour);
  EXPECT_EQ(retryDelay(1, 0, 0.0), 4500);
  EXPECT_EQ(retryDelay(1, 0, 1.0), 5500);
  EXPECT_EQ(retryDelay(2, 24 * hour, 0.5), std::nullopt);
}

TEST(RetryAfter, IsSecondsOrADate) {
  constexpr jobs::Milliseconds now = 1'445'412'480'000;  // Wed, 21 Oct 2015 07:28:00 GMT
  EXPECT_EQ(retryAfter("120", now), 120'000);
  EXPECT_EQ(retryAfter("Wed, 21 Oct 2015 07:29:00 GMT", now), 60'000);
  EXPECT_EQ(retryAfter("Wed, 21 Oct 2015 07:20:00 GMT", now), 0);
  EXPECT_EQ(retryAfter("99999999", now), 24 * hour);
  for (const char* text : {"", "soon", "-5", "1.5", "12 s", "99999999999999999999"})
    EXPECT_EQ(retryAfter(text, now), 0) << text;
}

}  // namespace
}  // namespace gradevault::delivery
