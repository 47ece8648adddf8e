#pragma once

#include <CLI/CLI.hpp>

#include "engines.hpp"
#include "gradevault/analyze/analyze.hpp"

namespace gradevault::cli {

/// --device-process and --device-deadline, with their environment variables; parsing writes into `place`,
/// which must outlive `command`.
void addDeviceFlags(CLI::App& command, DevicePlace& place);

/// --decode and its environment variable; after addDeviceFlags.
void addDecodeFlag(CLI::App& command, analyze::Request& request);

/// After parsing: NVDEC needs the engine in this process. Throws CLI::ValidationError when the device process
/// was asked for as well, or several devices.
void settleDecoding(const CLI::App& command, const analyze::Request& request, DevicePlace& place);

}  // namespace gradevault::cli
