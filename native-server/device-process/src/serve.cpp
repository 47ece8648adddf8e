#include "gradevault/device_process/serve.hpp"

#include <optional>
#include <utility>

#include "gradevault/process/channel.hpp"
#include "gradevault/process/parent.hpp"
#include "server.hpp"

namespace gradevault::device_process {

Status serve(const Program& program) {
  if (!process::hasParentSocket()) {
    return Error{ErrorCode::invalid_argument, "this is started by gradevault itself and is no use by hand"};
  }
  process::endWithParent("device-process");
  process::Channel channel{process::FileDescriptor(process::parentSocket)};
  Server server(program);
  for (;;) {
    process::Channel::Message message;
    if (channel.receive(message, std::nullopt, true) != process::Channel::Arrival::message) return {};
    if (!channel.send(server.answer(std::move(message)).bytes())) return {};
  }
}

}  // namespace gradevault::device_process
