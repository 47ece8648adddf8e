// A videoUrl or callbackUrl, and where a redirect leads from there. Whatever is accepted means the same to
// the system's own reader of addresses: if that sees an address at all in the host, it is one outside.
#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

#include "byte_source.hpp"
#include "demand.hpp"
#include "target_url.hpp"

namespace {

using gradevault::fuzz::demand;
using gradevault::outgoing::TargetUrl;

/// The ranges that an intruder would want most, counted independently of the code under test.
bool leadsInside(std::uint32_t v4) {
  const auto in = [&](std::uint32_t base, int bits) { return (v4 ^ base) >> (32 - bits) == 0; };
  return in(0x7f000000, 8) || in(0x0a000000, 8) || in(0, 8) || in(0xa9fe0000, 16) || in(0xc0a80000, 16) ||
         in(0xac100000, 12) || in(0x64400000, 10) || in(0xe0000000, 3);
}

void check(const TargetUrl& url) {
  char* text = nullptr;
  demand(curl_url_get(url.handle(), CURLUPART_HOST, &text, 0) == CURLUE_OK, "an accepted URL has a host");
  std::string host(text);
  curl_free(text);
  demand(!host.empty() && host.find_first_of("%@\\ \r\n\t") == std::string::npos, "the host is plain");
  demand(url.origin().starts_with(url.isHttps() ? "https://" : "http://"), "the scheme is one of two");
  in_addr v4{};
  if (::inet_aton(host.c_str(), &v4) != 0) demand(!leadsInside(ntohl(v4.s_addr)), "no spelling leads inside");
  if (!host.starts_with('[')) return;
  in6_addr v6{};
  demand(::inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), &v6) == 1,
         "brackets hold an address");
  demand((v6.s6_addr[0] & 0xe0) == 0x20 || v6.s6_addr[0] == 0, "an IPv6 address is global, or translated");
  demand(!IN6_IS_ADDR_LOOPBACK(&v6) && !IN6_IS_ADDR_UNSPECIFIED(&v6), "nor this machine");
  if (!IN6_IS_ADDR_V4MAPPED(&v6)) return;
  const std::uint32_t inner = std::uint32_t{v6.s6_addr[12]} << 24 | std::uint32_t{v6.s6_addr[13]} << 16 |
                              std::uint32_t{v6.s6_addr[14]} << 8 | v6.s6_addr[15];
  demand(!leadsInside(inner), "no mapped spelling leads inside");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gradevault;
  fuzz::ByteSource input(data, size);
  const std::string first = input.line();
  const std::string location = input.line();
  const outgoing::AddressPolicy policy;
  const auto start = TargetUrl::read(first, policy);
  if (const auto* refusal = std::get_if<outgoing::Refusal>(&start)) {
    demand(refusal->code == "url_invalid" || refusal->code == "address_refused", "a refusal has its code");
    demand(!refusal->message.empty(), "a refusal says why");
    return 0;
  }
  const TargetUrl& url = std::get<TargetUrl>(start);
  check(url);
  const auto next = url.redirected(location, policy);
  if (const auto* redirected = std::get_if<TargetUrl>(&next)) {
    check(*redirected);
    demand(!url.isHttps() || redirected->isHttps(), "a redirect does not leave https");
  }
  return 0;
}
