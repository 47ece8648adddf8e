#pragma once

#include <functional>
#include <string>

#include "gradevault/worker/worker.hpp"

namespace gradevault::cli {

/// Writes a worker's lines to stderr: `text`, or `json` with one object a line. `level`: trace, debug, info,
/// warning or error.
[[nodiscard]] std::function<void(const worker::LogLine&)> workerLog(const std::string& worker,
                                                                    const std::string& level,
                                                                    const std::string& format);

}  // namespace gradevault::cli
