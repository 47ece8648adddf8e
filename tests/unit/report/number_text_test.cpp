#include "report/number_text.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace gradevault {
namespace {

class NumberText : public testing::TestWithParam<std::string (*)(double)> {};

TEST_P(NumberText, HasTheFewestDigits) {
  const auto text = GetParam();
  EXPECT_EQ(text(0), "0");
  EXPECT_EQ(text(-1), "-1");
  EXPECT_EQ(text(0.1), "0.1");
  EXPECT_EQ(text(100000), "1e+05");
  EXPECT_EQ(text(123456), "123456");
  EXPECT_EQ(text(1.0 / 3), "0.3333333333333333");
  EXPECT_EQ(text(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(text(5e-324), "5e-324");
  EXPECT_EQ(text(std::numeric_limits<double>::max()), "1.7976931348623157e+308");
  EXPECT_EQ(text(1180591620717411303424.0), "1180591620717411303424");
}

INSTANTIATE_TEST_SUITE_P(BothWays, NumberText, testing::Values(&numberText, &printedNumberText));

}  // namespace
}  // namespace gradevault
