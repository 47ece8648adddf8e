#include "engines.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "gradevault/device_process/device_process.hpp"
#include "gradevault/engines/cpu.hpp"
#include "gradevault/engines/cuda.hpp"
#include "gradevault/engines/opencv.hpp"
#include "gradevault/engines/opencv_cuda.hpp"
#include "gradevault/engines/reference.hpp"

namespace gradevault::cli {
namespace {

/// The engines that a CUDA driver can hang.
constexpr std::array<std::string_view, 1> onCuda{"cuda"};

/// Starting loads a driver, makes a context and may compile for a new device: slower than any answer after
/// it.
constexpr double startFactor = 4;

device_process::Launch launchFor(const DevicePlace& place) {
  return {.startDeadline = startFactor * place.deadline, .callDeadline = place.deadline};
}

/// Without a driver there is nothing that could hang, and the answer comes at once without a child.
bool needsProcess(const DevicePlace& place) {
  return place.process && cudaDriverIsInstalled();
}

}  // namespace

std::vector<EngineEntry> engines() {
  return {
      {"cuda", [](const EngineRequest& request) { return makeCudaEngine(request.device); }},
      {"cpu", [](const EngineRequest& request) { return makeCpuEngine(request.isa); }},
      {"reference", [](const EngineRequest&) { return makeReferenceEngine(); }},
      {"opencv", [](const EngineRequest&) { return makeOpencvEngine(); }},
      {"opencv-cuda", [](const EngineRequest& request) { return makeOpencvCudaEngine(request.device); }},
  };
}

std::vector<EngineEntry> engines(const DevicePlace& place) {
  std::vector<EngineEntry> list = engines();
  const auto processes = std::make_shared<device_process::Processes>(launchFor(place));
  for (EngineEntry& entry : list) {
    if (std::ranges::find(onCuda, entry.name) == onCuda.end()) continue;
    entry.make = [place, processes, name = entry.name,
                  here = std::move(entry.make)](const EngineRequest& request) {
      return needsProcess(place) ? processes->makeEngine(name, request) : here(request);
    };
  }
  return list;
}

Result<std::vector<std::string>> cudaDeviceNames() {
  const auto devices = cudaDevices();
  if (!devices.ok()) return devices.error();
  std::vector<std::string> names;
  for (const CudaDevice& device : *devices) {
    names.push_back(std::to_string(device.index) + ": " + device.name + ", compute capability " +
                    std::to_string(device.major) + "." + std::to_string(device.minor) + ", " +
                    std::to_string(device.memory >> 20) + " MiB");
  }
  return names;
}

Result<std::vector<std::string>> cudaDeviceNames(const DevicePlace& place) {
  return needsProcess(place) ? device_process::listDevices("cuda", launchFor(place)) : cudaDeviceNames();
}

}  // namespace gradevault::cli
