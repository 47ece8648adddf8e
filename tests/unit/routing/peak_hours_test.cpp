#include "peak_hours.hpp"

#include <gtest/gtest.h>

namespace gradevault::routing {
namespace {

constexpr int at(int hour, int minute = 0) {
  return hour * 60 + minute;
}

PeakHours hours(const char* text) {
  auto parsed = PeakHours::parse(text);
  EXPECT_TRUE(parsed.ok()) << text;
  return std::move(parsed).value();
}

TEST(PeakHours, AStartBelongsToItsSpanAndAnEndDoesNot) {
  const PeakHours day = hours("08:00-22:00");
  EXPECT_FALSE(day.contain(at(7, 59)));
  EXPECT_TRUE(day.contain(at(8)));
  EXPECT_TRUE(day.contain(at(21, 59)));
  EXPECT_FALSE(day.contain(at(22)));
}

TEST(PeakHours, ASpanMayGoOverMidnight) {
  const PeakHours night = hours("22:30-06:15");
  EXPECT_TRUE(night.contain(at(22, 30)));
  EXPECT_TRUE(night.contain(at(23, 59)));
  EXPECT_TRUE(night.contain(at(0)));
  EXPECT_TRUE(night.contain(at(6, 14)));
  EXPECT_FALSE(night.contain(at(6, 15)));
  EXPECT_FALSE(night.contain(at(22, 29)));
}

TEST(PeakHours, SeveralSpansCountTogether) {
  const PeakHours twice = hours("08:00-10:00, 18:00-24:00");
  EXPECT_TRUE(twice.contain(at(9)));
  EXPECT_FALSE(twice.contain(at(12)));
  EXPECT_TRUE(twice.contain(at(23, 59)));
  EXPECT_FALSE(twice.contain(at(0)));
}

TEST(PeakHours, MidnightToMidnightIsAlways) {
  const PeakHours always = hours("00:00-24:00");
  EXPECT_TRUE(always.contain(0));
  EXPECT_TRUE(always.contain(at(23, 59)));
}

TEST(PeakHours, WhatIsNoSpanIsNamed) {
  for (const char* text : {"", "8-22", "08:00", "08:00-", "-22:00", "08:00-25:00", "08:60-09:00",
                           "08:00-24:01", "08:00-08:00", "24:00-08:00", "08:00-10:00,", "08:00-10:00,night",
                           "8:00-22:00", "08.00-22.00", "08:00-10:00-12:00", "+8:00-22:00"}) {
    const auto parsed = PeakHours::parse(text);
    ASSERT_FALSE(parsed.ok()) << text;
    EXPECT_EQ(parsed.error().code, ErrorCode::invalid_argument);
    EXPECT_TRUE(parsed.error().message.starts_with("peak-hours: '")) << parsed.error().message;
  }
}

}  // namespace
}  // namespace gradevault::routing
