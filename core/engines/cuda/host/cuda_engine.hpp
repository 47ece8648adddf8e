#pragma once

#include <functional>
#include <memory>

#include "gradevault/engine.hpp"
#include "host/cuda_scanner.hpp"
#include "host/device.hpp"

namespace gradevault::cuda {

/// Opens a device with queues of its own; called from any thread.
using OpenDevice = std::function<Result<std::unique_ptr<Device>>()>;

/// The engine over whatever devices `open` gives: one for each scanner and each call for defect maps. Safe
/// from several threads.
[[nodiscard]] std::unique_ptr<Engine> makeEngineOn(EngineInfo info, OpenDevice open,
                                                   const ScanLimits& limits = {});

}  // namespace gradevault::cuda
