#include "gradevault/process/parent.hpp"

#include <sys/prctl.h>
#include <sys/socket.h>

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
}

}  // namespace gradevault::process
