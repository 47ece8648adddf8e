#include "standing_headers.hpp"

#include <algorithm>
#include <ctime>

#include "gradevault/http/http_date.hpp"

namespace gradevault::http {
namespace {

/// What scripts of another origin may read besides the safelisted ones.
constexpr std::string_view kExposed =
    "ETag, Link, Location, Retry-After, Content-Range, Accept-Ranges, Upload-Offset, Upload-Length, "
    "Upload-Expires, "
    "Upload-Metadata, Upload-Defer-Length, Tus-Resumable, Tus-Version, Tus-Extension, Tus-Max-Size, "
    "Tus-Checksum-Algorithm, "
    "Idempotent-Replayed";
/// What they may send.
constexpr std::string_view kAccepted =
    "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, If-Range, Last-Event-ID, Range, "
    "Tus-Resumable, "
    "Upload-Checksum, Upload-Concat, Upload-Defer-Length, Upload-Length, Upload-Metadata, Upload-Offset, "
    "X-Api-Key, "
    "X-HTTP-Method-Override, "
    "X-Request-ID, X-Requested-With";

bool allowed(const ServerSettings& settings, std::string_view origin) {
  return !origin.empty() && std::find(settings.corsOrigins.begin(), settings.corsOrigins.end(), origin) !=
                                settings.corsOrigins.end();
}

}  // namespace

Headers standingHeaders(const ServerSettings& settings, RouteClass kind, std::string_view origin) {
  Headers headers;
  headers.emplace_back("Date", httpDate(std::time(nullptr)));
  headers.emplace_back("X-Content-Type-Options", "nosniff");
  headers.emplace_back("Referrer-Policy", "no-referrer");
  if (settings.isolation) {
    headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
    headers.emplace_back("Cross-Origin-Embedder-Policy", "require-corp");
    // An allowed page of another origin shows pictures by <img>, which sends no Origin to decide by; the
    // links are signed.
    const bool shared = kind == RouteClass::download && !settings.corsOrigins.empty();
    headers.emplace_back("Cross-Origin-Resource-Policy", shared ? "cross-origin" : "same-origin");
  }
  if (!settings.corsOrigins.empty()) headers.emplace_back("Vary", "Origin");
  if (allowed(settings, origin)) {
    headers.emplace_back("Access-Control-Allow-Origin", origin);
    headers.emplace_back("Access-Control-Expose-Headers", kExposed);
  }
  return headers;
}

bool isPreflight(const RequestHead& head) {
  return head.method == "OPTIONS" && head.count("Origin") == 1 &&
         head.count("Access-Control-Request-Method") == 1;
}

std::optional<Headers> preflightHeaders(const ServerSettings& settings, const RequestHead& head,
                                        std::string_view allow) {
  if (!allowed(settings, head.value("Origin"))) return std::nullopt;
  Headers headers;
  headers.emplace_back("Access-Control-Allow-Methods", allow);
  headers.emplace_back("Access-Control-Allow-Headers", kAccepted);
  headers.emplace_back("Access-Control-Max-Age", "600");
  if (head.count("Access-Control-Request-Private-Network") > 0) {
    headers.emplace_back("Access-Control-Allow-Private-Network", "true");
  }
  return headers;
}

}  // namespace gradevault::http
