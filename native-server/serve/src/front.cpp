#include "front.hpp"

#include <unistd.h>

#include <array>

#include "gradevault/http/address_code.hpp"
#include "gradevault/http/self_signed.hpp"
#include "reach.hpp"

namespace gradevault::serve {
namespace {

bool everyAddress(const std::string& bind) {
  return bind == "0.0.0.0" || bind == "::";
}

std::string hostName() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "localhost";
}

}  // namespace

Result<http::ServerSettings> settledHttp(const settings::ServeSettings& settings,
                                         const jobs::DataFolder& data, std::string& fingerprint) {
  http::ServerSettings http = settings.http;
  if (!settings.tls.selfSigned) return http;
  std::vector<std::string> addresses = http::ownAddresses();
  addresses.emplace_back("127.0.0.1");
  auto certificate = http::makeSelfSigned(data.root(), {hostName(), "localhost"}, addresses);
  if (!certificate.ok()) return certificate.error();
  http.certificate = certificate->certificate;
  http.privateKey = certificate->privateKey;
  fingerprint = certificate->fingerprint;
  return http;
}

Announcement announcement(const http::ServerSettings& http, int port, const std::string& publicUrl,
                          const std::string& fingerprint) {
  std::string host = http.bind;
  const std::vector<std::string> own =
      everyAddress(http.bind) ? http::ownAddresses() : std::vector<std::string>();
  if (everyAddress(host)) host = own.empty() ? "127.0.0.1" : own.front();
  if (host.find(':') != std::string::npos) host = "[" + host + "]";
  Announcement made;
  made.url = (http.certificate.empty() ? "http://" : "https://") + host + ":" + std::to_string(port);
  if (fingerprint.empty()) return made;
  made.lines.push_back("self-signed certificate, SHA-256 " + fingerprint);
  // For a phone in the same network; of an address that only this machine reaches it would be of no use.
  if (isLoopback(http.bind)) return made;
  if (const auto code =
          http::addressCode(publicUrl.empty() ? made.url : publicUrl, ::isatty(STDERR_FILENO) == 1);
      code.ok())
    made.lines.push_back("the address for a phone's camera:\n" + *code);
  return made;
}

}  // namespace gradevault::serve
