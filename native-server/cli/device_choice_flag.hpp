#pragma once

#include <CLI/CLI.hpp>

#include "gradevault/analyze/device_choice.hpp"

namespace gradevault::cli {

/// --device and its environment variable; parsing writes into `choice`, which must outlive `command`.
void addDeviceChoice(CLI::App& command, analyze::DeviceChoice& choice);

}  // namespace gradevault::cli
