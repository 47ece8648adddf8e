#include "headers.hpp"

#include <algorithm>

namespace gradevault::outgoing {
namespace {

bool isTokenCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool isToken(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool isValue(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
}

std::string lowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Appends; false when out of memory.
bool append(HeaderList& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) return false;
  (void)list.release();
  list.reset(longer);
  return true;
}

}  // namespace

std::optional<HeaderList> headerList(const Headers& headers) {
  HeaderList list;
  bool agent = false;
  for (const auto& [name, value] : headers) {
    if (!isToken(name) || !isValue(value)) return std::nullopt;
    agent = agent || lowerCase(name) == "user-agent";
    // libcurl's spelling of a header without a value ends in a semicolon.
    if (!append(list, trimmed(value).empty() ? name + ';' : name + ": " + value)) return std::nullopt;
  }
  if (!agent && !append(list, "User-Agent: gradevault-cv")) return std::nullopt;
  // No waiting for "100 Continue", which many receivers never send.
  if (!append(list, "Expect:")) return std::nullopt;
  return list;
}

std::optional<std::pair<std::string, std::string>> headerLine(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !isToken(line.substr(0, colon))) return std::nullopt;
  return std::pair{lowerCase(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1)))};
}

std::optional<std::string> headerValue(const Headers& headers, std::string_view name) {
  for (const auto& [other, value] : headers) {
    if (other == name) return value;
  }
  return std::nullopt;
}

bool isCompressed(const Headers& headers) {
  return std::any_of(headers.begin(), headers.end(), [](const auto& header) {
    const std::string value = lowerCase(header.second);
    if (header.first == "content-encoding") return !value.empty() && value != "identity";
    return header.first == "transfer-encoding" && value != "chunked" && value != "identity";
  });
}

}  // namespace gradevault::outgoing
