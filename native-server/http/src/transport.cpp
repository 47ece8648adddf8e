#include "transport.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <cmath>

namespace gradevault::http {
namespace {

Wait waitAfter(int error, Wait wanted) {
  if (error == EAGAIN || error == EWOULDBLOCK) return wanted;
  return error == EINTR ? Wait::none : Wait::ended;
}

}  // namespace

Moved Transport::read(std::span<char> into) {
  const auto count = ::recv(descriptor(), into.data(), into.size(), 0);
  if (count > 0) return {static_cast<std::size_t>(count), Wait::none};
  return {0, count == 0 ? Wait::ended : waitAfter(errno, Wait::readable)};
}

Moved Transport::write(std::string_view bytes) {
  const auto count = ::send(descriptor(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (count >= 0) return {static_cast<std::size_t>(count), Wait::none};
  return {0, waitAfter(errno, Wait::writable)};
}

void Transport::finish() {
  ::shutdown(descriptor(), SHUT_WR);
}

bool Transport::peerThere() const noexcept {
  pollfd entry{descriptor(), POLLRDHUP, 0};
  return ::poll(&entry, 1, 0) >= 0 && (entry.revents & (POLLRDHUP | POLLHUP | POLLERR | POLLNVAL)) == 0;
}

void Transport::interrupt() const noexcept {
  ::shutdown(descriptor(), SHUT_RDWR);
}

bool Transport::await(Wait wait, double seconds) const noexcept {
  pollfd entry{descriptor(), static_cast<short>(wait == Wait::writable ? POLLOUT : POLLIN), 0};
  return ::poll(&entry, 1, static_cast<int>(std::ceil(seconds * 1000))) > 0;
}

}  // namespace gradevault::http
