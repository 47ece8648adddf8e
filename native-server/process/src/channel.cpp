#include "gradevault/process/channel.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "gradevault/process/system_error.hpp"

namespace gradevault::process {
namespace {

constexpr double slice = 0.1;  ///< s

/// Room for one descriptor.
union Control {
  cmsghdr header;
  char bytes[CMSG_SPACE(sizeof(int))];
};

FileDescriptor descriptorIn(msghdr& header) {
  const cmsghdr* control = CMSG_FIRSTHDR(&header);
  if (control == nullptr || control->cmsg_type != SCM_RIGHTS) return {};
  int number = -1;
  std::memcpy(&number, CMSG_DATA(control), sizeof number);
  return FileDescriptor(number);
}

}  // namespace

Result<std::pair<FileDescriptor, FileDescriptor>> Channel::makeSockets() {
  int numbers[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, numbers) != 0)
    return systemError("socketpair", errno);
  return std::pair(FileDescriptor(numbers[0]), FileDescriptor(numbers[1]));
}

bool Channel::send(std::span<const std::byte> bytes, int descriptor) {
  iovec content{const_cast<std::byte*>(bytes.data()), bytes.size()};
  msghdr header{};
  header.msg_iov = &content;
  header.msg_iovlen = 1;
  Control control{};
  if (descriptor >= 0) {
    header.msg_control = &control;
    header.msg_controllen = sizeof control;
    control.header.cmsg_level = SOL_SOCKET;
    control.header.cmsg_type = SCM_RIGHTS;
    control.header.cmsg_len = CMSG_LEN(sizeof descriptor);
    std::memcpy(CMSG_DATA(&control.header), &descriptor, sizeof descriptor);
  }
  for (;;) {
    if (::sendmsg(socket_.number(), &header, MSG_NOSIGNAL | MSG_DONTWAIT) >= 0) return true;
    if (errno != EINTR) return false;
  }
}

/// The time is counted in slices that were slept through, not by a clock: a process that was stopped (Ctrl-Z)
/// together with its child for an hour has not waited for an hour.
bool Channel::wait(double seconds) const {
  while (seconds > 0) {
    const double now = std::min(seconds, slice);
    pollfd ready{socket_.number(), POLLIN, 0};
    const int events = ::poll(&ready, 1, std::max(1, static_cast<int>(1000 * now)));
    if (events > 0 || (events < 0 && errno != EINTR)) return true;
    if (events == 0) seconds -= now;
  }
  return false;
}

bool Channel::isQuiet() const {
  pollfd ready{socket_.number(), POLLIN, 0};
  return ::poll(&ready, 1, 0) == 0;
}

Channel::Arrival Channel::receive(Message& message, std::optional<double> seconds, bool withDescriptor) {
  if (seconds && !wait(*seconds)) return Arrival::timedOut;
  message.bytes.resize(largestMessage);
  iovec content{message.bytes.data(), message.bytes.size()};
  msghdr header{};
  header.msg_iov = &content;
  header.msg_iovlen = 1;
  Control control{};
  if (withDescriptor) {
    header.msg_control = &control;
    header.msg_controllen = sizeof control;
  }
  ssize_t size = 0;
  do {
    size = ::recvmsg(socket_.number(), &header, MSG_CMSG_CLOEXEC);
  } while (size < 0 && errno == EINTR);
  if (size <= 0) return Arrival::ended;
  message.descriptor = descriptorIn(header);
  message.bytes.resize(static_cast<std::size_t>(size));
  return (header.msg_flags & MSG_TRUNC) != 0 ? Arrival::unreadable : Arrival::message;
}

}  // namespace gradevault::process
