#include "base64url.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gradevault::auth {

std::string base64url(std::span<const unsigned char> bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  std::uint32_t bits = 0;
  int count = 0;
  for (const unsigned char byte : bytes) {
    bits = (bits << 8) | byte;
    for (count += 8; count >= 6; count -= 6) text += letters[(bits >> (count - 6)) & 63U];
  }
  if (count > 0) text += letters[(bits << (6 - count)) & 63U];
  return text;
}

}  // namespace gradevault::auth
