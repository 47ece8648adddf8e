#pragma once

#include <map>
#include <string>

#include "gradevault/engine.hpp"
#include "gradevault/image.hpp"
#include "gradevault/scan.hpp"
#include "message.hpp"

/// How the engine's types travel. What is taken is what was put, or the reader is not complete.
namespace gradevault::device_process {

void putError(MessageWriter& message, const Error& error);
[[nodiscard]] Error takeError(MessageReader& message);

void putInfo(MessageWriter& message, const EngineInfo& info);
[[nodiscard]] EngineInfo takeInfo(MessageReader& message);

/// Seconds by the name of a part; see Trace.
using PartTimes = std::map<std::string, double, std::less<>>;
void putParts(MessageWriter& message, const PartTimes& parts);
[[nodiscard]] PartTimes takeParts(MessageReader& message);

void putScan(MessageWriter& message, const FrameScan& scan);
[[nodiscard]] FrameScan takeScan(MessageReader& message);

}  // namespace gradevault::device_process
