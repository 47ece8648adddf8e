#include "open_door.hpp"

#include <algorithm>

#include "gradevault/http/host_name.hpp"
#include "problems.hpp"

namespace gradevault::api {
namespace {

std::string lowerCase(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
  return lower;
}

/// "https://scan.example.org:8443/x" → "scan.example.org:8443"; empty for "null".
std::string_view authorityOf(std::string_view url) {
  const std::size_t colon = url.find("://");
  if (colon == std::string_view::npos) return {};
  url.remove_prefix(colon + 3);
  return url.substr(0, url.find('/'));
}

/// No name of the DNS is among these: whoever asks by one of them means this machine.
bool isLoopbackName(std::string_view name) {
  if (name == "localhost" || name.ends_with(".localhost") || name == "::1") return true;
  return name.starts_with("127.") && name.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

OpenDoor::OpenDoor(const Settings& settings) : origins_(settings.corsOrigins) {
  for (const std::string& name : settings.allowedHosts) names_.push_back(lowerCase(name));
  if (!settings.publicUrl.empty())
    names_.push_back(lowerCase(http::hostName(authorityOf(settings.publicUrl))));
}

bool OpenDoor::ours(std::string_view hostName) const {
  return isLoopbackName(hostName) || std::ranges::find(names_, hostName) != names_.end();
}

std::optional<http::Reply> OpenDoor::refusal(const http::Call& call) const {
  const std::string host = lowerCase(call.header("Host").value_or(""));
  // Only HTTP/1.0 may leave it out, which no browser speaks.
  if (!host.empty() && !ours(http::hostName(host))) return problems::foreignHost();
  if (call.headerCount("Origin") == 0) return std::nullopt;
  const std::string origin = call.header("Origin").value_or("");
  const bool same = !host.empty() && lowerCase(authorityOf(origin)) == host;
  if (same || std::ranges::find(origins_, origin) != origins_.end()) return std::nullopt;
  return problems::foreignOrigin();
}

}  // namespace gradevault::api
