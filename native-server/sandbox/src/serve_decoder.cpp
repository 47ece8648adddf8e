#include "serve_decoder.hpp"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <new>

namespace gradevault::sandbox {
namespace {

constexpr int parentSocket = 3;

bool isSocketOfAParent() {
  int type = 0;
  socklen_t size = sizeof type;
  return ::getsockopt(parentSocket, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET;
}

}  // namespace

Status serveDecoderWith(const DecoderHooks& hooks) {
  if (!isSocketOfAParent()) {
    return Error{ErrorCode::invalid_argument, "this is started by gradevault itself and is no use by hand"};
  }
  // A parent that ended before this line closed its socket, and the first look ends the process.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NAME, "decoder");
  ::closefrom(parentSocket + 1);
  // Whichever thread it is that gets no memory: there is no result to be had any more.
  std::set_new_handler([] { ::_exit(outOfMemoryStatus); });
  try {
    process::Channel channel{process::FileDescriptor(parentSocket)};
    DecoderServer server(channel, hooks);
    server.run();
  } catch (const std::exception&) {
    ::_exit(1);
  }
  // Not by way of main: what libraries do at the end may be more than this process is allowed.
  ::_exit(0);
}

Status serveDecoder() {
  return serveDecoderWith({});
}

}  // namespace gradevault::sandbox
