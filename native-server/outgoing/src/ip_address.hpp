#pragma once

#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gradevault::outgoing {

/// An IPv6 address, or an IPv4 one in its mapped form ::ffff:a.b.c.d, so that one spelling of a machine is
/// one value.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};

  [[nodiscard]] bool isV4() const noexcept;
  /// Four bytes at `offset` as an IPv4 address: what translated and tunnelled forms carry.
  [[nodiscard]] IpAddress embeddedV4(std::size_t offset) const noexcept;
  [[nodiscard]] std::string text() const;
  friend bool operator==(const IpAddress&, const IpAddress&) = default;
};

/// Dotted decimal with four parts, or IPv6 (RFC 4291) without brackets and zone. Absent for anything else.
[[nodiscard]] std::optional<IpAddress> ipAddress(std::string_view text);

struct Endpoint {
  IpAddress address;
  int port = 0;
};
/// Absent for a family that is neither IPv4 nor IPv6.
[[nodiscard]] std::optional<Endpoint> endpoint(const sockaddr* address, std::size_t bytes);

}  // namespace gradevault::outgoing
