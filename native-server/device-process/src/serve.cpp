#include "gradevault/device_process/serve.hpp"

#include <sys/prctl.h>
#include <sys/socket.h>

#include <csignal>
#include <optional>
#include <utility>

#include "gradevault/process/channel.hpp"
#include "server.hpp"

namespace gradevault::device_process {
namespace {

constexpr int parentSocket = 3;

bool isSocketOfAParent() {
  int type = 0;
  socklen_t size = sizeof type;
  return ::getsockopt(parentSocket, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET;
}

}  // namespace

Status serve(const Program& program) {
  if (!isSocketOfAParent()) {
    return Error{ErrorCode::invalid_argument, "this is started by gradevault itself and is no use by hand"};
  }
  // A parent that ended before this line closed its socket, and the loop ends at once.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NAME, "device-process");
  process::Channel channel{process::FileDescriptor(parentSocket)};
  Server server(program);
  for (;;) {
    process::Channel::Message message;
    if (channel.receive(message, std::nullopt, true) != process::Channel::Arrival::message) return {};
    if (!channel.send(server.answer(std::move(message)).bytes())) return {};
  }
}

}  // namespace gradevault::device_process
