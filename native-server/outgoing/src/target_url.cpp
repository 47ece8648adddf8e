#include "target_url.hpp"

#include <algorithm>
#include <optional>

#include "ip_address.hpp"

namespace gradevault::outgoing {
namespace {

constexpr std::size_t longestUrl = 8192;

Refusal invalid(std::string message) {
  return {"url_invalid", std::move(message), false};
}

bool isAlphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Printable ASCII without what parsers read in different ways.
bool isPlain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c < '\x7f' && c != '\\' && c != '"' && c != '<' && c != '>';
  });
}

/// host or host:port: nothing that needs decoding, so '%', '@' and spaces are out.
bool isPlainAuthority(std::string_view text) {
  if (text.empty() || text.ends_with(':')) return false;
  if (text.front() == '[') {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos || !ipAddress(text.substr(1, close - 1))) return false;
    const std::string_view rest = text.substr(close + 1);
    return rest.empty() ||
           (rest.size() > 1 && rest.front() == ':' && rest.find_first_not_of("0123456789", 1) == rest.npos);
  }
  const std::size_t colon = text.find(':');
  const std::string_view host = text.substr(0, colon);
  if (host.empty() || host.size() > 253 || host.front() == '.' || host.find("..") != host.npos) return false;
  if (!std::all_of(host.begin(), host.end(),
                   [](char c) { return isAlphanumeric(c) || c == '-' || c == '_' || c == '.'; })) {
    return false;
  }
  return colon == std::string_view::npos || text.find_first_not_of("0123456789", colon + 1) == text.npos;
}

std::optional<std::string> part(CURLU* url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, flags) != CURLUE_OK || text == nullptr) return std::nullopt;
  std::string copy(text);
  curl_free(text);
  return copy;
}

std::string lowerCase(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace

Answer<TargetUrl> TargetUrl::read(std::string_view text, const AddressPolicy& policy) {
  if (text.size() > longestUrl) return invalid("the URL is longer than 8192 bytes");
  if (!isPlain(text)) return invalid("the URL has characters that must be percent-encoded");
  const std::size_t colon = text.find("://");
  const std::string scheme =
      colon == std::string_view::npos ? "" : lowerCase(std::string(text.substr(0, colon)));
  const bool https = scheme == "https";
  if (!https && scheme != "http") return invalid("the URL does not begin with https:// or http://");
  if (!https && !policy.plainHttp) return invalid("only https:// is accepted");
  std::string_view authority = text.substr(colon + 3);
  authority = authority.substr(0, authority.find_first_of("/?#"));
  if (!isPlainAuthority(authority)) {
    return invalid("the URL's host is not a plain name or address (no user names, no percent signs)");
  }

  Handle url(curl_url());
  if (!url) return Refusal{"unreachable", "out of memory", true};
  const std::string terminated(text);
  if (const CURLUcode code = curl_url_set(url.get(), CURLUPART_URL, terminated.c_str(), CURLU_DISALLOW_USER);
      code != CURLUE_OK) {
    return invalid(std::string("the URL cannot be read: ") + curl_url_strerror(code));
  }
  const auto host = part(url.get(), CURLUPART_HOST);
  const auto port = part(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
  if (!host || !port || *port == "0" || part(url.get(), CURLUPART_USER) ||
      part(url.get(), CURLUPART_PASSWORD)) {
    return invalid("the URL has no usable host and port");
  }
  // The socket's address is judged anyway; here it is only said sooner.
  std::string_view bare = *host;
  if (bare.starts_with('[') && bare.ends_with(']')) bare = bare.substr(1, bare.size() - 2);
  if (ipAddress(bare) && !mayReach(policy, bare, std::stoi(*port))) {
    return Refusal{"address_refused", "the URL's address is not one that may be reached", false};
  }
  return TargetUrl(std::move(url), https, scheme + "://" + lowerCase(*host) + ':' + *port);
}

Answer<TargetUrl> TargetUrl::redirected(std::string_view location, const AddressPolicy& policy) const {
  if (location.empty() || location.size() > longestUrl || !isPlain(location)) {
    return invalid("the redirect's address cannot be read");
  }
  const Handle url(curl_url_dup(handle_.get()));
  const std::string terminated(location);
  if (!url || curl_url_set(url.get(), CURLUPART_URL, terminated.c_str(), 0) != CURLUE_OK) {
    return invalid("the redirect's address cannot be read");
  }
  const auto whole = part(url.get(), CURLUPART_URL);
  if (!whole) return invalid("the redirect's address cannot be read");
  auto target = read(*whole, policy);
  if (const auto* next = std::get_if<TargetUrl>(&target); next != nullptr && https_ && !next->https_) {
    return invalid("the redirect leads from https to http");
  }
  return target;
}

}  // namespace gradevault::outgoing
