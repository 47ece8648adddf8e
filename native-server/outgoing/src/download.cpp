#include <unistd.h>

#include <cerrno>

#include "gradevault/outgoing/http_client.hpp"
#include "redirects.hpp"
#include "sha256_stream.hpp"

namespace gradevault::outgoing {
namespace {

bool writeAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

/// Worth another try: the server was busy or broken, not the request wrong.
bool isPassing(int status) {
  return status == 408 || status == 425 || status == 429 || status >= 500;
}

}  // namespace

Answer<Downloaded> HttpClient::download(const DownloadRequest& request) const {
  HopRequest hop;
  hop.headers = request.headers;
  hop.seconds = request.totalSeconds;
  hop.maxBytes = request.maxBytes;
  hop.minRate = request.minRate;
  hop.rateSeconds = request.rateSeconds;
  hop.progress = request.progress;
  // An error's page is not the file.
  hop.wantsBody = [](int status) { return status == 200; };
  Downloaded done;
  Sha256Stream digest;
  hop.write = [&](std::string_view bytes) {
    digest.update(bytes);
    done.bytes += static_cast<std::int64_t>(bytes.size());
    return writeAll(request.descriptor, bytes);
  };
  const auto answer = ask(policy_, request.url, std::move(hop), request.redirects);
  if (const auto* refusal = std::get_if<Refusal>(&answer)) return *refusal;
  const int status = std::get<HopAnswer>(answer).status;
  if (status != 200) {
    return Refusal{"status_" + std::to_string(status), "the server answered " + std::to_string(status),
                   isPassing(status)};
  }
  done.sha256 = digest.hex();
  if (done.sha256.empty()) return Refusal{"write_failed", "the SHA-256 could not be reckoned", false};
  return done;
}

}  // namespace gradevault::outgoing
