#include "engines.hpp"

#include "gradevault/device_process/device_process.hpp"
#include "gradevault/engines/cpu.hpp"
#include "gradevault/engines/cuda.hpp"
#include "gradevault/engines/opencv.hpp"
#include "gradevault/engines/reference.hpp"

namespace gradevault::cli {
namespace {

/// Starting loads a driver, makes a context and may compile for a new device: slower than any answer after it.
constexpr double startFactor = 4;

Result<std::unique_ptr<Engine>> makeCuda(const EngineRequest& request) { return makeCudaEngine(request.device); }

/// Without a driver there is nothing that could hang, and the answer comes at once without a child.
Result<std::unique_ptr<Engine>> makeCudaInProcess(const EngineRequest& request, const device_process::Launch& launch) {
  if (!cudaDriverIsInstalled()) return makeCuda(request);
  return device_process::makeEngine("cuda", request, launch);
}

std::vector<EngineEntry> listWith(decltype(EngineEntry::make) cuda) {
  return {
      {"cuda", std::move(cuda)},
      {"cpu", [](const EngineRequest& request) { return makeCpuEngine(request.isa); }},
      {"reference", [](const EngineRequest&) { return makeReferenceEngine(); }},
      {"opencv", [](const EngineRequest&) { return makeOpencvEngine(); }},
  };
}

}  // namespace

std::vector<EngineEntry> engines() { return listWith(makeCuda); }

std::vector<EngineEntry> engines(const DevicePlace& place) {
  if (!place.process) return engines();
  const device_process::Launch launch{.startDeadline = startFactor * place.deadline, .callDeadline = place.deadline};
  return listWith([launch](const EngineRequest& request) { return makeCudaInProcess(request, launch); });
}

}  // namespace gradevault::cli
