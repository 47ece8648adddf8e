#include "s3_listing.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace gradevault::delivery {
namespace {

/// A character by its number, in UTF-8; nothing for what is no number or beyond Unicode.
std::string numbered(std::string_view digits) {
  const bool hexadecimal = digits.starts_with('x');
  unsigned code = 0;
  const std::string_view number = digits.substr(hexadecimal ? 1 : 0);
  const auto [end, error] =
      std::from_chars(number.data(), number.data() + number.size(), code, hexadecimal ? 16 : 10);
  if (error != std::errc() || end != number.data() + number.size()) return {};
  const auto tail = [code](int shift) { return static_cast<char>(0x80U | ((code >> shift) & 0x3fU)); };
  if (code < 0x80) return {static_cast<char>(code)};
  if (code < 0x800) return {static_cast<char>(0xc0U | (code >> 6)), tail(0)};
  if (code < 0x10000) return {static_cast<char>(0xe0U | (code >> 12)), tail(6), tail(0)};
  if (code < 0x110000) return {static_cast<char>(0xf0U | (code >> 18)), tail(12), tail(6), tail(0)};
  return {};
}

std::string unescaped(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 5> names = {
      {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};
  constexpr std::size_t longest = 10;  // "&#x10FFFF;": whoever sends only ampersands is not searched for ever
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t length = text[at] == '&' ? text.substr(at, longest).find(';') : std::string_view::npos;
    if (length == std::string_view::npos) {
      result += text[at];
      continue;
    }
    const std::size_t end = at + length;
    const std::string_view entity = text.substr(at + 1, length - 1);
    if (entity.starts_with('#')) result += numbered(entity.substr(1));
    for (const auto& [name, character] : names) {
      if (entity == name) result += character;
    }
    at = end;
  }
  return result;
}

std::vector<std::string> contentsOf(std::string_view xml, const std::string& element) {
  const std::string open = '<' + element + '>';
  const std::string close = "</" + element + '>';
  std::vector<std::string> found;
  for (std::size_t at = xml.find(open); at != std::string_view::npos; at = xml.find(open, at)) {
    at += open.size();
    const std::size_t end = xml.find(close, at);
    if (end == std::string_view::npos) break;
    found.push_back(unescaped(xml.substr(at, end - at)));
    at = end + close.size();  // a second opening within is part of the first, or n of them would be n² bytes
  }
  return found;
}

}  // namespace

S3Listing s3Listing(std::string_view xml) {
  S3Listing listing;
  listing.keys = contentsOf(xml, "Key");
  const auto next = contentsOf(xml, "NextContinuationToken");
  if (!next.empty()) listing.next = next.front();
  return listing;
}

}  // namespace gradevault::delivery
