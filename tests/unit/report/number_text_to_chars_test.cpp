#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <cstring>
#include <random>

#include "report/number_text.hpp"

namespace gradevault {
namespace {

std::string byToChars(double value) {
  char text[64];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

TEST(PrintedNumberText, IsWhatToCharsWrites) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20000; ++i) {
    const std::uint64_t bits = random();
    double any = 0;
    std::memcpy(&any, &bits, sizeof any);
    if (std::isfinite(any)) {
      ASSERT_EQ(printedNumberText(any), byToChars(any));
    }
    const double usual = std::ldexp(static_cast<double>(bits >> 11), -static_cast<int>(bits % 64));
    ASSERT_EQ(printedNumberText(usual), byToChars(usual));
    const double rounded = std::round(usual * 1000) / 1000;
    ASSERT_EQ(printedNumberText(rounded), byToChars(rounded));
  }
}

}  // namespace
}  // namespace gradevault
