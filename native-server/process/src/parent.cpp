#include "gradevault/process/parent.hpp"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

namespace gradevault::process {

bool hasParentSocket() {
  int type = 0;
  socklen_t size = sizeof type;
  return ::getsockopt(parentSocket, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET;
}

void endWithParent(const char* name) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NAME, name);
  // A parent that ended before that line sends no signal, and what it wrote before would be worked on first.
  pollfd parent{parentSocket, POLLIN, 0};
  if (::poll(&parent, 1, 0) == 1 && (parent.revents & (POLLHUP | POLLERR)) != 0) ::_exit(0);
}

}  // namespace gradevault::process
