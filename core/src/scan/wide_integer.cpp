#include "scan/wide_integer.hpp"

#include <bit>
#include <cassert>
#include <cmath>

namespace gradevault {
namespace {

int leadingZeros(Uint128 value) noexcept {
  const auto high = static_cast<std::uint64_t>(value >> 64);
  return high != 0 ? std::countl_zero(high) : 64 + std::countl_zero(static_cast<std::uint64_t>(value));
}

}  // namespace

double roundedQuotient(Uint128 numerator, std::uint64_t denominator) noexcept {
  assert(denominator > 0 && denominator < (std::uint64_t{1} << 63));
  if (numerator == 0) return 0.0;
  const int shift = leadingZeros(numerator);
  const Uint128 scaled = numerator << shift;
  const Uint128 quotient = scaled / denominator;
  bool inexact = scaled % denominator != 0;

  // A double holds 53 bits. With 64 bits of the quotient, the lowest one telling whether anything lies below,
  // the conversion rounds as if it saw them all.
  const int dropped = 64 - leadingZeros(quotient);
  inexact = inexact || (dropped > 0 && (quotient & ((Uint128{1} << dropped) - 1)) != 0);
  const auto top = static_cast<std::uint64_t>(quotient >> dropped) | (inexact ? 1U : 0U);
  return std::ldexp(static_cast<double>(top), dropped - shift);
}

}  // namespace gradevault
