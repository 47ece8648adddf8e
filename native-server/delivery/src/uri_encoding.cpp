#include "uri_encoding.hpp"

namespace gradevault::delivery {
namespace {

std::string encoded(std::string_view text, bool keepSlash) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    const bool unreserved = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                            c == '-' || c == '.' || c == '_' || c == '~' || (keepSlash && c == '/');
    if (unreserved) {
      result += c;
    } else {
      result += '%';
      result += digits[static_cast<unsigned char>(c) >> 4];
      result += digits[static_cast<unsigned char>(c) & 15];
    }
  }
  return result;
}

}  // namespace

std::string uriEncoded(std::string_view text) {
  return encoded(text, false);
}

std::string uriEncodedPath(std::string_view path) {
  return encoded(path, true);
}

}  // namespace gradevault::delivery
