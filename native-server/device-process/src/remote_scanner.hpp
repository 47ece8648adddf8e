#pragma once

#include <memory>

#include "connection.hpp"
#include "gradevault/engine.hpp"

namespace gradevault::device_process {

/// Makes a scanner in the child, and the one here that stands for it. `number` is the scanner's own; the rest
/// as in Engine::makeScanner.
[[nodiscard]] Result<std::unique_ptr<Scanner>> makeRemoteScanner(std::shared_ptr<Connection> connection,
                                                                 std::uint32_t number, Size size,
                                                                 const Options& options, Trace* trace);

}  // namespace gradevault::device_process
