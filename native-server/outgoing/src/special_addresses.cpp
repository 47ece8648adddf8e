#include "special_addresses.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "address_range.hpp"

namespace gradevault::outgoing {
namespace {

using namespace std::string_view_literals;

constexpr std::array v4 = {
    "0.0.0.0/8"sv,         // this network (RFC 791)
    "10.0.0.0/8"sv,        // private (RFC 1918)
    "100.64.0.0/10"sv,     // shared by carriers (RFC 6598)
    "127.0.0.0/8"sv,       // loopback (RFC 1122)
    "169.254.0.0/16"sv,    // link-local (RFC 3927), cloud metadata
    "172.16.0.0/12"sv,     // private
    "192.0.0.0/24"sv,      // IETF protocol assignments (RFC 6890)
    "192.0.2.0/24"sv,      // documentation (RFC 5737)
    "192.31.196.0/24"sv,   // AS112 (RFC 7535)
    "192.52.193.0/24"sv,   // AMT (RFC 7450)
    "192.88.99.0/24"sv,    // 6to4 relays, deprecated (RFC 7526)
    "192.168.0.0/16"sv,    // private
    "192.175.48.0/24"sv,   // AS112, direct delegation (RFC 7534)
    "198.18.0.0/15"sv,     // benchmarks (RFC 2544)
    "198.51.100.0/24"sv,   // documentation
    "203.0.113.0/24"sv,    // documentation
    "224.0.0.0/4"sv,       // multicast (RFC 5771)
    "240.0.0.0/4"sv,       // reserved (RFC 1112), limited broadcast
    "168.63.129.16/32"sv,  // Azure's host services, a public number that only its machines reach
};

constexpr std::array v6 = {
    "2001::/23"sv,          // IETF protocol assignments: Teredo, ORCHID, benchmarks, AMT, DRIP (RFC 2928)
    "2001:db8::/32"sv,      // documentation (RFC 3849)
    "2002::/16"sv,          // 6to4 (RFC 3056)
    "2620:4f:8000::/48"sv,  // AS112, direct delegation (RFC 7534)
    "3fff::/20"sv,          // documentation (RFC 9637)
};

template <std::size_t count>
bool within(const std::array<std::string_view, count>& ranges, const IpAddress& address) {
  return std::any_of(ranges.begin(), ranges.end(), [&](std::string_view text) {
    const auto range = addressRange(text);
    return !range || range->contains(address);
  });
}

bool inRange(std::string_view text, const IpAddress& address) {
  const auto range = addressRange(text);
  return range && range->contains(address);
}

/// Interface identifiers ::0:5efe:a.b.c.d and ::200:5efe:a.b.c.d (RFC 5214) name an IPv4 machine.
bool isIsatap(const IpAddress& address) {
  const auto& b = address.bytes;
  return (b[8] & 0xfdU) == 0 && b[9] == 0 && b[10] == 0x5e && b[11] == 0xfe;
}

}  // namespace

bool isSpecial(const IpAddress& address) {
  if (address.isV4()) return within(v4, address);
  if (inRange("64:ff9b::/96", address)) return within(v4, address.embeddedV4(12));
  if (!inRange("2000::/3", address)) return true;
  return within(v6, address) || (isIsatap(address) && within(v4, address.embeddedV4(12)));
}

}  // namespace gradevault::outgoing
