#pragma once

#include "ip_address.hpp"

namespace gradevault::outgoing {

/// Whether an address is no ordinary machine of the internet, after IANA's registries:
/// https://www.iana.org/assignments/iana-ipv4-special-registry (RFC 6890), iana-ipv6-special-registry,
/// multicast and reserved space, and one address that a cloud gives to its own host services. Only 2000::/3
/// is unicast on the internet in IPv6; of the rest, a mapped address and one of NAT64's well-known prefix
/// (RFC 6052) are what the IPv4 address in them is. Tunnels (6to4, Teredo) are special whatever they carry:
/// nobody serves from behind them, and their relays are gone (RFC 7526).
[[nodiscard]] bool isSpecial(const IpAddress& address);

}  // namespace gradevault::outgoing
