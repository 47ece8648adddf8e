#include "s3_request.hpp"

#include <time.h>

#include <array>
#include <ctime>

#include "s3_signature.hpp"
#include "uri_encoding.hpp"

namespace gradevault::delivery {
namespace {

std::string amzTime(std::int64_t seconds) {
  const auto when = static_cast<time_t>(seconds);
  tm parts{};
  gmtime_r(&when, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &parts);
  return text.data();
}

Error wrong(const std::string& what) {
  return {ErrorCode::invalid_argument, "S3: " + what};
}

/// The Host header has no port where it is the scheme's own.
std::string withoutUsualPort(const std::string& scheme, std::string host) {
  const std::string usual = scheme == "https://" ? ":443" : ":80";
  if (host.ends_with(usual)) host.resize(host.size() - usual.size());
  return host;
}

}  // namespace

Result<S3Place> s3Place(const S3Settings& settings) {
  if (settings.bucket.empty()) return wrong("no bucket is named");
  if (settings.bucket.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") != std::string::npos) {
    return wrong("'" + settings.bucket + "' is no bucket's name (a to z, 0 to 9, '.', '-')");
  }
  if (settings.region.empty()) return wrong("no region is named");
  if (settings.keyId.empty() || settings.secret.empty())
    return wrong("the key's id and its secret are both needed");
  std::string endpoint = settings.endpoint;
  if (endpoint.empty()) endpoint = "https://s3." + settings.region + ".amazonaws.com";
  while (endpoint.ends_with('/')) endpoint.pop_back();
  const std::string scheme = endpoint.substr(0, endpoint.find("://") == 4 ? 7 : 8);
  if ((scheme != "https://" && scheme != "http://") ||
      endpoint.find('/', scheme.size()) != std::string::npos) {
    return wrong("the endpoint '" + endpoint + "' is not of the form https://host[:port]");
  }
  std::string host = withoutUsualPort(scheme, endpoint.substr(scheme.size()));
  if (!settings.pathStyle) host = settings.bucket + '.' + host;
  return S3Place{scheme + host, host, settings.pathStyle ? '/' + settings.bucket : ""};
}

outgoing::Request s3Request(const S3Settings& settings, const S3Place& place, const S3Call& call,
                            std::int64_t seconds) {
  const std::string time = amzTime(seconds);
  SignedParts parts;
  parts.method = call.method;
  parts.path = place.base + '/' + uriEncodedPath(call.key);
  parts.query = call.query;
  parts.headers = call.headers;
  parts.headers.emplace_back("x-amz-content-sha256", call.payloadHash);
  parts.headers.emplace_back("x-amz-date", time);
  if (!settings.sessionToken.empty())
    parts.headers.emplace_back("x-amz-security-token", settings.sessionToken);
  parts.payloadHash = call.payloadHash;

  outgoing::Request request;
  request.method = call.method;
  const std::string query = canonicalQuery(call.query);
  request.url = place.origin + parts.path + (query.empty() ? "" : '?' + query);
  request.headers = parts.headers;
  // Sent by the HTTP library, from the URL.
  parts.headers.emplace_back("host", place.host);
  request.headers.emplace_back(
      "Authorization", authorization(parts, {settings.keyId, settings.secret, settings.region}, time));
  return request;
}

}  // namespace gradevault::delivery
