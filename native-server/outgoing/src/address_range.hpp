#pragma once

#include <optional>
#include <string_view>

#include "ip_address.hpp"

namespace gradevault::outgoing {

/// A prefix of addresses; an IPv4 one in the mapped form, so its length is 96 more than written.
struct AddressRange {
  IpAddress base;
  int bits = 128;  ///< 0 to 128

  [[nodiscard]] bool contains(const IpAddress& address) const noexcept;
};

/// "10.0.0.0/8", "192.168.1.5", "fd00::/8", "::1". Absent for anything else, and where bits behind the prefix
/// are set (a sign of a slip of the pen).
[[nodiscard]] std::optional<AddressRange> addressRange(std::string_view text);

}  // namespace gradevault::outgoing
