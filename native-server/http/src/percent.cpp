#include "percent.hpp"

namespace gradevault::http {
namespace {

int hexDigit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::optional<std::string> percentDecoded(std::string_view text, bool plusIsSpace) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '%') {
      if (text.size() - at < 3) return std::nullopt;
      const int high = hexDigit(text[at + 1]);
      const int low = hexDigit(text[at + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      at += 2;
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20 || byte == 0x7f) return std::nullopt;
    } else if (c == '+' && plusIsSpace) {
      c = ' ';
    }
    out.push_back(c);
  }
  return out;
}

std::optional<std::vector<std::string>> pathParts(std::string_view path) {
  std::vector<std::string> parts;
  if (!path.starts_with('/')) return std::nullopt;
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto end = path.find('/');
    auto part = percentDecoded(path.substr(0, end));
    if (!part || *part == "." || *part == "..") return std::nullopt;
    parts.push_back(std::move(*part));
    path.remove_prefix(end == std::string_view::npos ? path.size() : end);
  }
  return parts;
}

std::optional<std::string> queryParameter(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const auto end = query.find('&');
    const auto pair = query.substr(0, end);
    const auto equals = pair.find('=');
    if (percentDecoded(pair.substr(0, equals), true) == name) {
      return equals == std::string_view::npos ? std::string() : percentDecoded(pair.substr(equals + 1), true);
    }
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
  }
  return std::nullopt;
}

}  // namespace gradevault::http
