#pragma once

#include <memory>

#include "connection.hpp"
#include "gradevault/engine.hpp"

namespace gradevault::device_process {

/// What stands here for the engine that the child was started with. It and its scanners share the connection.
[[nodiscard]] std::unique_ptr<Engine> makeRemoteEngine(std::shared_ptr<Connection> connection,
                                                       EngineInfo info);

}  // namespace gradevault::device_process
