#include "tus_headers.hpp"

#include <algorithm>
#include <charconv>

#include "multipart_request.hpp"

namespace gradevault::api::tus {
namespace {

constexpr std::size_t mostKeys = 32;

int sextet(char letter) {
  if (letter >= 'A' && letter <= 'Z') return letter - 'A';
  if (letter >= 'a' && letter <= 'z') return letter - 'a' + 26;
  if (letter >= '0' && letter <= '9') return letter - '0' + 52;
  return letter == '+' ? 62 : letter == '/' ? 63 : -1;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty() || text.front() == '-')
    return std::nullopt;
  return value;
}

std::optional<std::string> decodeBase64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::size_t padding = 0;
  while (padding < 2 && text.ends_with('=')) {
    text.remove_suffix(1);
    ++padding;
  }
  std::string bytes;
  unsigned bits = 0;
  int held = 0;
  for (const char letter : text) {
    const int value = sextet(letter);
    if (value < 0) return std::nullopt;
    bits = (bits << 6 | static_cast<unsigned>(value)) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>(bits >> held & 0xff);
  }
  return bytes;
}

std::optional<Metadata> metadata(std::string_view text) {
  Metadata pairs;
  if (trimmed(text).empty()) return pairs;
  while (true) {
    const std::size_t comma = text.find(',');
    const std::string_view pair = trimmed(text.substr(0, comma));
    const std::size_t space = pair.find(' ');
    const std::string key(pair.substr(0, space));
    const auto value = decodeBase64(space == std::string_view::npos ? "" : trimmed(pair.substr(space)));
    const bool twice = std::ranges::any_of(pairs, [&](const auto& known) { return known.first == key; });
    if (key.empty() || twice || !value || pairs.size() == mostKeys) return std::nullopt;
    pairs.emplace_back(key, *value);
    if (comma == std::string_view::npos) return pairs;
    text.remove_prefix(comma + 1);
  }
}

std::string fileName(const Metadata& metadata) {
  for (const std::string_view name : {std::string_view("filename"), std::string_view("name")})
    for (const auto& [key, value] : metadata)
      if (key == name) return shownFileName(value);
  return "";
}

std::optional<Checksum> checksum(std::string_view text) {
  const std::size_t space = text.find(' ');
  const auto algorithm = Digest::algorithm(text.substr(0, space));
  if (!algorithm || space == std::string_view::npos) return std::nullopt;
  auto bytes = decodeBase64(trimmed(text.substr(space)));
  const std::size_t length = *algorithm == Digest::Algorithm::md5    ? 16
                             : *algorithm == Digest::Algorithm::sha1 ? 20
                                                                     : 32;
  if (!bytes || bytes->size() != length) return std::nullopt;
  return Checksum{*algorithm, std::move(*bytes)};
}

}  // namespace gradevault::api::tus
