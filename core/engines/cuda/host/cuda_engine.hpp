#pragma once

#include <functional>
#include <memory>

#include "gradevault/engine.hpp"
#include "host/cuda_scanner.hpp"
#include "host/device.hpp"

namespace gradevault::cuda {

/// Opens a device with queues of its own; called from any thread.
using OpenDevice = std::function<Result<std::unique_ptr<Device>>()>;

/// Says where decoders have to put their pictures for the device's scanners; called from any thread.
using FindLumaDevice = std::function<Result<LumaDevice>()>;

/// The engine over whatever devices `open` gives: one for each scanner and each call for defect maps. Without
/// `lumaDevice` its scanners' frames come from host memory only. Safe from several threads.
[[nodiscard]] std::unique_ptr<Engine> makeEngineOn(EngineInfo info, OpenDevice open,
                                                   const ScanLimits& limits = {},
                                                   FindLumaDevice lumaDevice = {});

}  // namespace gradevault::cuda
