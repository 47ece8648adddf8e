#include "client_url.hpp"

namespace gradevault::api {

std::optional<std::string> complaintAboutUrl(std::string_view url, const outgoing::AddressPolicy& reachable) {
  const auto refusal = outgoing::refusedByForm(reachable, url);
  if (!refusal) return std::nullopt;
  if (refusal->code == "address_refused")
    return "expected a public address; what is private, loopback or otherwise special is reached only where "
           "the server's setting allow-addresses says so";
  return "expected an absolute URL that can be visited: " + refusal->message;
}

}  // namespace gradevault::api
