#pragma once

#include <map>
#include <string>

#include "gradevault/engine.hpp"
#include "gradevault/image.hpp"
#include "gradevault/process/message.hpp"
#include "gradevault/scan.hpp"

/// How the engine's types travel. What is taken is what was put, or the reader is not complete.
namespace gradevault::device_process {

void putError(process::MessageWriter& message, const Error& error);
[[nodiscard]] Error takeError(process::MessageReader& message);

void putInfo(process::MessageWriter& message, const EngineInfo& info);
[[nodiscard]] EngineInfo takeInfo(process::MessageReader& message);

/// Seconds by the name of a part; see Trace.
using PartTimes = std::map<std::string, double, std::less<>>;
void putParts(process::MessageWriter& message, const PartTimes& parts);
[[nodiscard]] PartTimes takeParts(process::MessageReader& message);

void putScan(process::MessageWriter& message, const FrameScan& scan);
[[nodiscard]] FrameScan takeScan(process::MessageReader& message);

}  // namespace gradevault::device_process
