#include "serve_decoder.hpp"

#include <unistd.h>

#include <exception>
#include <new>

#include "gradevault/process/parent.hpp"

namespace gradevault::sandbox {

Status serveDecoderWith(const DecoderHooks& hooks) {
  if (!process::hasParentSocket()) {
    return Error{ErrorCode::invalid_argument, "this is started by gradevault itself and is no use by hand"};
  }
  process::endWithParent("decoder");
  ::closefrom(process::parentSocket + 1);
  // Whichever thread it is that gets no memory: there is no result to be had any more.
  std::set_new_handler([] { ::_exit(outOfMemoryStatus); });
  try {
    process::Channel channel{process::FileDescriptor(process::parentSocket)};
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
