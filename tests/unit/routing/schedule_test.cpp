#include <gtest/gtest.h>

#include <chrono>

#include "gradevault/routing/policy.hpp"
#include "local_time.hpp"

namespace gradevault::routing {
namespace {

using namespace std::chrono;

jobs::Milliseconds utc(int y, unsigned m, unsigned d, int hour, int minute = 0) {
  const sys_days date{year{y} / month{m} / day{d}};
  return duration_cast<milliseconds>(date.time_since_epoch() + hours(hour) + minutes(minute)).count();
}

int minuteOfDay(const char* zone, jobs::Milliseconds time) {
  const auto place = LocalTime::in(zone);
  EXPECT_TRUE(place.ok()) << place.error().message;
  return place->minuteOfDay(time);
}

std::unique_ptr<Policy> schedule(const char* peakHours, const char* zone) {
  PolicySettings settings;
  settings.policy = "schedule";
  settings.peakHours = peakHours;
  settings.timeZone = zone;
  auto made = makePolicy(settings);
  EXPECT_TRUE(made.ok()) << made.error().message;
  return std::move(made).value();
}

bool onGpu(const Policy& policy, jobs::Milliseconds now) {
  const Situation situation{.gpuUsable = true, .now = now};
  const bool gpu = !policy.admitted(jobs::Lane::gpu, situation).empty();
  EXPECT_NE(gpu, !policy.admitted(jobs::Lane::cpu, situation).empty());
  return gpu;
}

TEST(LocalTime, FollowsSummerTime) {
  EXPECT_EQ(minuteOfDay("UTC", utc(2026, 3, 29, 0, 59)), 59);
  EXPECT_EQ(minuteOfDay("Europe/Berlin", utc(2026, 3, 29, 0, 59)), 119);   // 01:59 in winter …
  EXPECT_EQ(minuteOfDay("Europe/Berlin", utc(2026, 3, 29, 1, 0)), 180);    // … then 03:00 in summer
  EXPECT_EQ(minuteOfDay("Europe/Berlin", utc(2026, 10, 25, 0, 30)), 150);  // 02:30 twice:
  EXPECT_EQ(minuteOfDay("Europe/Berlin", utc(2026, 10, 25, 1, 30)), 150);  // in summer, in winter
  EXPECT_EQ(minuteOfDay("America/New_York", utc(2026, 7, 1, 3, 59)), 23 * 60 + 59);
  EXPECT_EQ(minuteOfDay("America/New_York", utc(2026, 7, 1, 4)), 0);
  EXPECT_EQ(minuteOfDay("Asia/Kolkata", utc(2026, 7, 1, 0)), 330);         // half an hour off the others
  EXPECT_EQ(minuteOfDay("Australia/Lord_Howe", utc(2026, 1, 1, 0)), 660);  // summer time of half an hour
  EXPECT_EQ(minuteOfDay("Australia/Lord_Howe", utc(2026, 7, 1, 0)), 630);
}

/// Zone data that keep their rules outside the table (slim ones) would show here.
TEST(LocalTime, KnowsTheSummerTimeOfYearsToCome) {
  EXPECT_EQ(minuteOfDay("Europe/Berlin", utc(2035, 1, 15, 12)), 13 * 60);
  EXPECT_EQ(minuteOfDay("Europe/Berlin", utc(2035, 7, 15, 12)), 14 * 60);
}

TEST(LocalTime, HoldsBefore1970) {
  EXPECT_EQ(minuteOfDay("UTC", -60'000), 23 * 60 + 59);
}

TEST(Schedule, PeakHoursMoveWithTheClockOnTheWall) {
  const auto berlin = schedule("08:00-22:00", "Europe/Berlin");
  EXPECT_FALSE(onGpu(*berlin, utc(2026, 3, 28, 6, 59)));  // 07:59, the day before the change
  EXPECT_TRUE(onGpu(*berlin, utc(2026, 3, 28, 7)));
  EXPECT_FALSE(onGpu(*berlin, utc(2026, 3, 29, 5, 59)));  // 07:59, an hour earlier in UTC
  EXPECT_TRUE(onGpu(*berlin, utc(2026, 3, 29, 6)));
  EXPECT_TRUE(onGpu(*berlin, utc(2026, 3, 29, 19, 59)));
  EXPECT_FALSE(onGpu(*berlin, utc(2026, 3, 29, 20)));
}

TEST(Schedule, ASpanOverMidnightGoesThroughTheChangeOfTheClock) {
  const auto night = schedule("22:00-06:00", "Europe/Berlin");
  for (jobs::Milliseconds now = utc(2026, 10, 24, 20); now < utc(2026, 10, 25, 5); now += 60'000) {
    ASSERT_TRUE(onGpu(*night, now));  // nine hours long in that night
  }
  EXPECT_FALSE(onGpu(*night, utc(2026, 10, 24, 19, 59)));
  EXPECT_FALSE(onGpu(*night, utc(2026, 10, 25, 5)));
}

TEST(Schedule, AStartInTheHourThatIsSkippedBeginsAfterIt) {
  const auto early = schedule("02:30-04:00", "Europe/Berlin");
  EXPECT_FALSE(onGpu(*early, utc(2026, 3, 29, 0, 59)));
  EXPECT_TRUE(onGpu(*early, utc(2026, 3, 29, 1)));  // 03:00
  EXPECT_FALSE(onGpu(*early, utc(2026, 3, 29, 2)));
}

TEST(Schedule, TwoZonesHaveTheirOwnDay) {
  const jobs::Milliseconds time = utc(2026, 1, 15, 9);
  EXPECT_TRUE(onGpu(*schedule("08:00-22:00", "Europe/London"), time));
  EXPECT_FALSE(onGpu(*schedule("08:00-22:00", "America/Los_Angeles"), time));
}

}  // namespace
}  // namespace gradevault::routing
