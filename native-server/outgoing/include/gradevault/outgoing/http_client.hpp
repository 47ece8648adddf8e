#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "gradevault/result.hpp"

/// What this server asks of others: libcurl, and only here.
namespace gradevault::outgoing {

/// Which addresses may be reached. By default none that is private, loopback, link-local, multicast or
/// otherwise special (IANA's special-purpose registries, IPv4 and IPv6, mapped and translated forms too). It
/// is the connected socket's address that is judged, so a name that resolves to something else the second
/// time gains nothing; every redirect is judged again.
struct AddressPolicy {
  std::vector<std::string> allow;  ///< "10.0.0.0/8", "192.168.1.5", "[::1]", with ":port" for one port only
  bool plainHttp = true;           ///< http:// besides https://
};
/// Reads such a list. Errors (invalid_argument): the entry that is no address, with what one looks like.
[[nodiscard]] Result<AddressPolicy> addressPolicy(const std::vector<std::string>& allow,
                                                  bool plainHttp = true);
/// Whether a socket address (as text, IPv4 or IPv6, no name) with a port may be reached.
[[nodiscard]] bool mayReach(const AddressPolicy& policy, std::string_view address, int port);

struct Request {
  std::string method = "GET";
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string bodyFile;  ///< instead of `body`: sent from this file
  double connectSeconds = 10;
  double totalSeconds = 30;
  std::int64_t maxBytes = 1 << 20;  ///< of the answer
  bool wantsBody = true;            ///< false: the status is enough, and the answer's body is not read
  int redirects = 0;                ///< followed at most, for GET and HEAD; else a redirect is the answer
  std::function<bool()> proceed;    ///< asked about once a second; false cancels
};
struct Response {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;
};

/// Why there is no answer; `code` goes to clients (job problems), `message` to logs.
struct Refusal {
  /// url_invalid, address_refused, too_many_redirects, too_large, too_slow, timed_out, unreachable,
  /// tls_failed, status_<n> (downloads only), compressed, cancelled, write_failed, request_invalid
  std::string code;
  std::string message;
  bool retryable = false;
};
/// What can be said without asking anybody: the URL's form, and its host where that is an address. For
/// judging a URL when it is handed in; the address behind a name is judged when it is connected to.
[[nodiscard]] std::optional<Refusal> refusedByForm(const AddressPolicy& policy, std::string_view url);

template <class T>
using Answer = std::variant<T, Refusal>;

struct DownloadRequest {
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;  ///< not sent on to another origin
  int descriptor = -1;                                       ///< open for writing, at its start
  std::int64_t maxBytes = 0;
  double totalSeconds = 900;
  double minRate = 16 << 10;  ///< bytes/s over `rateSeconds`
  int rateSeconds = 20;
  int redirects = 5;
  std::function<bool(std::int64_t done, std::int64_t total)> progress;  ///< total 0: not known; false cancels
};
struct Downloaded {
  std::int64_t bytes = 0;
  std::string sha256;
};

/// Never sends what it was not given (no cookies, no credentials from the environment, no proxies from the
/// environment), never accepts compressed bodies. Safe from several threads.
class HttpClient {
 public:
  explicit HttpClient(AddressPolicy policy);
  [[nodiscard]] Answer<Response> send(const Request& request) const;
  [[nodiscard]] Answer<Downloaded> download(const DownloadRequest& request) const;

 private:
  AddressPolicy policy_;
};

}  // namespace gradevault::outgoing
