#include "client_url.hpp"

#include <algorithm>

namespace gradevault::api {
namespace {

/// Length of "http://" or "https://" at its start, in any case; 0: neither.
std::size_t schemeLength(std::string_view url) {
  for (const std::string_view scheme : {std::string_view("http://"), std::string_view("https://")}) {
    const bool same = url.size() >= scheme.size() &&
                      std::equal(scheme.begin(), scheme.end(), url.begin(), [](char expected, char letter) {
                        const bool upper = letter >= 'A' && letter <= 'Z';
                        return expected == (upper ? letter + 32 : letter);
                      });
    if (same) return scheme.size();
  }
  return 0;
}

}  // namespace

std::optional<std::string> complaintAboutUrl(std::string_view url) {
  if (url.size() > longestUrl) return "expected a URL of at most " + std::to_string(longestUrl) + " bytes";
  const bool printable =
      std::ranges::all_of(url, [](char letter) { return letter > ' ' && letter < 0x7f && letter != '\\'; });
  if (!printable) return "expected a URL of printable ASCII, anything else percent-encoded";
  const std::size_t scheme = schemeLength(url);
  if (scheme == 0) return "expected a URL that begins with https:// or http://";
  const std::string_view rest = url.substr(scheme);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  if (authority.find('@') != std::string_view::npos) return "expected a URL without user and password";
  if (authority.empty() || authority.front() == ':') return "expected a URL with a host";
  return std::nullopt;
}

}  // namespace gradevault::api
