#include "hop.hpp"

#include <algorithm>
#include <chrono>

#include "arrival.hpp"
#include "easy_handle.hpp"
#include "watched_sockets.hpp"

namespace gradevault::outgoing {
namespace {

void describe(CURL* easy, const TargetUrl& url, const HopRequest& request, const curl_slist* headers) {
  curl_easy_setopt(easy, CURLOPT_CURLU, url.handle());
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
  if (request.method == "HEAD") {
    curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
  } else if (request.body || request.bodyDescriptor >= 0) {
    curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.bodyBytes));
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  } else {
    curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  }
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(std::max(1.0, request.connectSeconds * 1000)));
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(std::max(1.0, request.seconds * 1000)));
  curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request.maxBytes));
  if (request.minRate > 0) {
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(request.minRate));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(request.rateSeconds));
  }
}

/// libcurl has one code for "not in time" and "too slow".
Refusal ranOut(CURL* easy, const HopRequest& request, double elapsed) {
  curl_off_t connected = 0;
  curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &connected);
  // The library's clock and this one differ by a little.
  const bool atTheEnd = elapsed + 0.1 >= request.seconds;
  if (atTheEnd || (connected != 0 && request.minRate <= 0)) {
    return {"timed_out", "no whole answer in the time given", true};
  }
  if (connected == 0) return {"unreachable", "no connection in the time given", true};
  return {"too_slow",
          "the answer came at less than " + std::to_string(static_cast<long>(request.minRate)) + " bytes/s",
          true};
}

Refusal refusalFor(CURLcode code, CURL* easy, const HopRequest& request, double elapsed) {
  const std::string reason = curl_easy_strerror(code);
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return ranOut(easy, request, elapsed);
    case CURLE_FILESIZE_EXCEEDED:
      return {"too_large", "the answer is over " + std::to_string(request.maxBytes) + " bytes", false};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return {"tls_failed", reason, false};
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER:
      return {"tls_failed", reason, true};
    case CURLE_URL_MALFORMAT:
      return {"url_invalid", reason, false};
    case CURLE_UNSUPPORTED_PROTOCOL:  // the scheme was judged before: an answer without HTTP's first line
      return {"unreachable", "the server does not speak HTTP/1", true};
    case CURLE_BAD_CONTENT_ENCODING:
      return {"compressed", reason, false};
    default:
      return {"unreachable", reason, true};
  }
}

}  // namespace

Answer<HopAnswer> askOnce(const AddressPolicy& policy, const TargetUrl& url, const HopRequest& request) {
  const auto headers = headerList(request.headers);
  if (!headers) return Refusal{"request_invalid", "a header of the request cannot be sent", false};
  // Before the handle: closing it closes its sockets.
  WatchedSockets sockets(policy);
  const EasyHandle handle = plainHandle();
  if (!handle) return Refusal{"unreachable", "out of memory", true};
  CURL* easy = handle.get();
  Arrival arrival(easy, request);
  sockets.install(easy);
  describe(easy, url, request, headers->get());
  arrival.install();

  const auto start = std::chrono::steady_clock::now();
  const CURLcode code = curl_easy_perform(easy);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  if (arrival.refusal) return *std::move(arrival.refusal);
  if (code != CURLE_OK && !arrival.unwanted) {
    if (sockets.refused()) {
      return Refusal{"address_refused", "the URL's address is not one that may be reached", false};
    }
    return refusalFor(code, easy, request, elapsed.count());
  }
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  arrival.answer.status = static_cast<int>(status);
  return std::move(arrival.answer);
}

}  // namespace gradevault::outgoing
