#pragma once

#include <memory>

#include "connection.hpp"
#include "gradevault/engine.hpp"

namespace gradevault::device_process {

/// Makes a scanner in the child, and the one here that stands for it; the rest as in Engine::makeScanner.
[[nodiscard]] Result<std::unique_ptr<Scanner>> makeRemoteScanner(std::shared_ptr<Connection> connection,
                                                                 Size size, const Options& options,
                                                                 Trace* trace);

}  // namespace gradevault::device_process
