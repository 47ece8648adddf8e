#include "listening_socket.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <memory>
#include <system_error>

namespace gradevault::http {
namespace {

struct AddressListDeleter {
  void operator()(addrinfo* list) const noexcept { freeaddrinfo(list); }
};

std::string addressText(const sockaddr_storage& address, socklen_t size) {
  char text[NI_MAXHOST] = {};
  if (getnameinfo(reinterpret_cast<const sockaddr*>(&address), size, text, sizeof(text), nullptr, 0,
                  NI_NUMERICHOST) != 0) {
    return {};
  }
  std::string peer = text;
  constexpr std::string_view mapped = "::ffff:";
  if (peer.starts_with(mapped) && peer.find('.') != std::string::npos) peer.erase(0, mapped.size());
  return peer;
}

}  // namespace

Result<ListeningSocket> listenOn(const std::string& address, int port) {
  const auto where = address + " port " + std::to_string(port);
  if (port < 0 || port > 65535)
    return Error{ErrorCode::invalid_argument, where + ": ports go from 0 to 65535"};
  addrinfo hints{};
  hints.ai_family = address == "localhost" ? AF_INET : AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV | (address == "localhost" ? 0 : AI_NUMERICHOST);
  addrinfo* list = nullptr;
  if (getaddrinfo(address.c_str(), std::to_string(port).c_str(), &hints, &list) != 0 || list == nullptr) {
    return Error{ErrorCode::invalid_argument,
                 where + ": give an address in digits, such as 127.0.0.1, 0.0.0.0 or ::"};
  }
  const std::unique_ptr<addrinfo, AddressListDeleter> owner(list);
  const auto failed = [&] {
    return Error{ErrorCode::write_failed,
                 where + " cannot be listened on: " + std::system_category().message(errno)};
  };
  process::FileDescriptor socket(
      ::socket(list->ai_family, list->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, list->ai_protocol));
  if (!socket.valid()) return failed();
  const int on = 1;
  const int off = 0;
  setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  if (list->ai_family == AF_INET6) setsockopt(socket.number(), IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off));
  if (::bind(socket.number(), list->ai_addr, list->ai_addrlen) != 0) return failed();
  if (::listen(socket.number(), SOMAXCONN) != 0) return failed();
  sockaddr_storage bound{};
  socklen_t size = sizeof(bound);
  if (getsockname(socket.number(), reinterpret_cast<sockaddr*>(&bound), &size) != 0) return failed();
  const auto number = bound.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6&>(bound).sin6_port
                                                  : reinterpret_cast<const sockaddr_in&>(bound).sin_port;
  return ListeningSocket{std::move(socket), ntohs(number)};
}

Accepted acceptFrom(const ListeningSocket& listening) {
  sockaddr_storage address{};
  socklen_t size = sizeof(address);
  Accepted accepted;
  accepted.socket =
      process::FileDescriptor(::accept4(listening.descriptor.number(), reinterpret_cast<sockaddr*>(&address),
                                        &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (!accepted.socket.valid()) {
    accepted.error = errno;
    return accepted;
  }
  const int on = 1;
  setsockopt(accepted.socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  accepted.peer = addressText(address, size);
  return accepted;
}

}  // namespace gradevault::http
