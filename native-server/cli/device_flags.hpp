#pragma once

#include <CLI/CLI.hpp>

#include "engines.hpp"

namespace gradevault::cli {

/// --device-process and --device-deadline, with their environment variables; parsing writes into `place`,
/// which must outlive `command`.
void addDeviceFlags(CLI::App& command, DevicePlace& place);

}  // namespace gradevault::cli
