#include "admission.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "gradevault/http/host_name.hpp"
#include "header_syntax.hpp"
#include "percent.hpp"
#include "standing_headers.hpp"

namespace gradevault::http {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view text) {
  return std::any_of(list.begin(), list.end(),
                     [&](const auto& entry) { return equalIgnoringCase(entry, text); });
}

bool isAddress(std::string_view text) {
  std::array<unsigned char, 16> bytes;
  const std::string copy(text);
  return ::inet_pton(AF_INET, copy.c_str(), bytes.data()) == 1 ||
         ::inet_pton(AF_INET6, copy.c_str(), bytes.data()) == 1;
}

/// The last address that no trusted proxy has: what stands before it, anyone may have written.
std::string peerOf(const RequestHead& head, const Connection& connection, const ServerSettings& settings) {
  std::string peer = connection.peer;
  if (!contains(settings.trustedProxies, peer)) return peer;
  std::vector<std::string_view> addresses;
  for (const auto& [name, value] : head.headers) {
    if (!equalIgnoringCase(name, "X-Forwarded-For")) continue;
    forEachElement(value, [&](std::string_view address) { addresses.push_back(address); });
  }
  for (auto address = addresses.rbegin(); address != addresses.rend() && isAddress(*address); ++address) {
    peer = *address;
    if (!contains(settings.trustedProxies, peer)) break;
  }
  return peer;
}

std::optional<Refusal> contentRefusal(const RequestHead& head) {
  if (head.count("Content-Encoding") > 0 && !equalIgnoringCase(head.value("Content-Encoding"), "identity")) {
    return Refusal{415, "compressed_body", "Compressed bodies are not taken",
                   "Send the body without Content-Encoding", true};
  }
  const bool bodyless = head.method == "GET" || head.method == "HEAD" || head.method == "OPTIONS";
  if (bodyless && head.hasBody()) {
    return Refusal{400, "unexpected_body", "This method has no body", "Send it without a body", true};
  }
  return std::nullopt;
}

}  // namespace

std::variant<Request, Preflight, Options, Refusal> judgeHead(RequestHead head, const Connection& connection,
                                                             const RouteTable& routes,
                                                             const ServerSettings& settings) {
  if (!settings.allowedHosts.empty() && !contains(settings.allowedHosts, hostName(head.value("Host")))) {
    return Refusal{421, "unknown_host", "This server does not go by that name",
                   "Ask by a name that it was told"};
  }
  if (auto refused = contentRefusal(head)) return std::move(*refused);
  const auto parts = pathParts(head.path);
  if (!parts) {
    return Refusal{400, "malformed_path", "The path is malformed", "Percent-encode it, without dot segments"};
  }
  auto found = routes.find(head.method, *parts);
  if (std::holds_alternative<NoSuchPath>(found)) {
    return Refusal{404, "not_found", "There is nothing here", "No route has this path"};
  }
  if (isPreflight(head)) {
    // An OPTIONS route of its own does not answer browsers' preflights.
    const auto other = routes.find("-", *parts);
    const auto* methods = std::get_if<OtherMethods>(&other);
    auto headers = preflightHeaders(settings, head, methods != nullptr ? methods->allow : "");
    if (!headers) {
      return Refusal{403, "origin_not_allowed", "This origin may not ask",
                     "The server's operator can allow it"};
    }
    return Preflight{std::move(*headers)};
  }
  if (auto* others = std::get_if<OtherMethods>(&found)) {
    if (head.method == "OPTIONS") return Options{std::move(others->allow)};
    Refusal refusal{405, "method_not_allowed", "This path does not know the method",
                    "Allow says which it knows"};
    refusal.allow = std::move(others->allow);
    return refusal;
  }
  auto& match = std::get<RouteMatch>(found);
  if (head.contentLength > match.route->maxBody) {
    return Refusal{413, "body_too_large", "The body is too large", "Send less, or upload the file in pieces",
                   true};
  }
  Request request;
  request.peer = peerOf(head, connection, settings);
  request.secure =
      connection.transport->secure() || (contains(settings.trustedProxies, connection.peer) &&
                                         equalIgnoringCase(head.value("X-Forwarded-Proto"), "https"));
  request.head = std::move(head);
  request.match = std::move(match);
  request.begun = std::chrono::steady_clock::now();
  return request;
}

}  // namespace gradevault::http
