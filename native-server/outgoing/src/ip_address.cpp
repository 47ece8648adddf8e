#include "ip_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>

namespace gradevault::outgoing {
namespace {

constexpr std::array<std::uint8_t, 12> mappedPrefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

IpAddress mapped(const std::uint8_t* four) {
  IpAddress address;
  std::copy(mappedPrefix.begin(), mappedPrefix.end(), address.bytes.begin());
  std::copy_n(four, 4, address.bytes.begin() + 12);
  return address;
}

}  // namespace

bool IpAddress::isV4() const noexcept {
  return std::equal(mappedPrefix.begin(), mappedPrefix.end(), bytes.begin());
}

IpAddress IpAddress::embeddedV4(std::size_t offset) const noexcept {
  return mapped(bytes.data() + offset);
}

std::string IpAddress::text() const {
  char buffer[INET6_ADDRSTRLEN] = {};
  if (isV4()) {
    inet_ntop(AF_INET, bytes.data() + 12, buffer, sizeof buffer);
  } else {
    inet_ntop(AF_INET6, bytes.data(), buffer, sizeof buffer);
  }
  return buffer;
}

std::optional<IpAddress> ipAddress(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return std::nullopt;
  const std::string terminated(text);
  std::array<std::uint8_t, 4> four{};
  if (inet_pton(AF_INET, terminated.c_str(), four.data()) == 1) return mapped(four.data());
  IpAddress address;
  if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
  return std::nullopt;
}

std::optional<Endpoint> endpoint(const sockaddr* address, std::size_t bytes) {
  if (address->sa_family == AF_INET && bytes >= sizeof(sockaddr_in)) {
    sockaddr_in v4{};
    std::memcpy(&v4, address, sizeof v4);
    std::array<std::uint8_t, 4> four{};
    std::memcpy(four.data(), &v4.sin_addr, 4);
    return Endpoint{mapped(four.data()), ntohs(v4.sin_port)};
  }
  if (address->sa_family == AF_INET6 && bytes >= sizeof(sockaddr_in6)) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, address, sizeof v6);
    Endpoint point;
    std::memcpy(point.address.bytes.data(), &v6.sin6_addr, 16);
    point.port = ntohs(v6.sin6_port);
    return point;
  }
  return std::nullopt;
}

}  // namespace gradevault::outgoing
