#include "report/number_text.hpp"

#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace gradevault {
namespace {

std::string printed(const char* format, int precision, double value) {
  std::array<char, 512> text{};  // the largest double has 309 digits
  const int length = std::snprintf(text.data(), text.size(), format, precision, value);
  return {text.data(), static_cast<std::size_t>(length)};
}

/// As d.ddde±xx with the fewest digits: what one digit more reads as, too, so the least number is found by
/// halving.
std::string scientific(double value) {
  int tooFew = -1;
  int enough = 16;  // digits after the point: 17 tell all doubles apart
  while (enough - tooFew > 1) {
    const int tried = (tooFew + enough) / 2;
    (std::strtod(printed("%.*e", tried, value).c_str(), nullptr) == value ? enough : tooFew) = tried;
  }
  return printed("%.*e", enough, value);
}

}  // namespace

std::string numberText(double value) {
#ifdef __cpp_lib_to_chars
  std::array<char, 32> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), end};
#else
  return printedNumberText(value);
#endif
}

std::string printedNumberText(double value) {
  const std::string shortest = scientific(value);
  const std::size_t e = shortest.find('e');
  const std::size_t point = shortest.find('.');
  const int decimals = point == std::string::npos ? 0 : static_cast<int>(e - point) - 1;
  const int exponent = std::atoi(shortest.c_str() + e + 1);
  const std::string fixed = printed("%.*f", decimals > exponent ? decimals - exponent : 0, value);
  return fixed.size() <= shortest.size() ? fixed : shortest;
}

}  // namespace gradevault
