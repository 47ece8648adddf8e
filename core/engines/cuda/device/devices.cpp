#include <cuda_runtime_api.h>

#include <string>

#include "device/runtime_device.hpp"
#include "device/runtime_error.hpp"
#include "gradevault/engines/cuda.hpp"
#include "host/cuda_engine.hpp"

namespace gradevault {
namespace {

constexpr int oldestCapability = 75;  ///< a T4's

std::string version(int number) {
  return std::to_string(number / 1000) + "." + std::to_string(number % 1000 / 10);
}

/// Why no device answers.
Error noDevice(cudaError_t answer) {
  cudaGetLastError();
  int driver = 0;
  int runtime = 0;
  cudaDriverGetVersion(&driver);
  cudaRuntimeGetVersion(&runtime);
  if (driver == 0)
    return {ErrorCode::unsupported, "no CUDA device: there is no NVIDIA driver on this machine"};
  if (answer == cudaErrorInsufficientDriver) {
    return {ErrorCode::unsupported, "no CUDA device: the NVIDIA driver knows CUDA up to " + version(driver) +
                                        ", this program was built with " + version(runtime) +
                                        "; install a newer driver"};
  }
  return {ErrorCode::unsupported, std::string("no CUDA device: ") + cudaGetErrorString(answer)};
}

std::string listed(const std::vector<CudaDevice>& devices) {
  std::string list;
  for (const CudaDevice& device : devices) {
    list += (list.empty() ? "" : ", ") + std::to_string(device.index) + ": " + device.name;
  }
  return list;
}

}  // namespace

Result<std::vector<CudaDevice>> cudaDevices() {
  int count = 0;
  if (const cudaError_t answer = cudaGetDeviceCount(&count); answer != cudaSuccess) return noDevice(answer);
  std::vector<CudaDevice> devices;
  for (int index = 0; index < count; ++index) {
    cudaDeviceProp properties{};
    if (Status status = cuda::said(cudaGetDeviceProperties(&properties, index), "cudaGetDeviceProperties");
        !status) {
      return status.error();
    }
    devices.push_back(
        {index, properties.name, properties.major, properties.minor, properties.totalGlobalMem});
  }
  if (devices.empty()) return Error{ErrorCode::unsupported, "no CUDA device: the driver sees none"};
  return devices;
}

Result<std::unique_ptr<Engine>> makeCudaEngine(int device) {
  const Result<std::vector<CudaDevice>> devices = cudaDevices();
  if (!devices) return devices.error();
  if (device < 0 || device >= static_cast<int>(devices.value().size())) {
    return Error{ErrorCode::invalid_argument,
                 "no CUDA device " + std::to_string(device) + ": there is " + listed(devices.value())};
  }
  const CudaDevice& chosen = devices.value()[static_cast<std::size_t>(device)];
  if (10 * chosen.major + chosen.minor < oldestCapability) {
    return Error{ErrorCode::unsupported,
                 "the CUDA device " + chosen.name + " is older than compute capability 7.5"};
  }
  int runtime = 0;
  cudaRuntimeGetVersion(&runtime);
  EngineInfo info{.name = "cuda",
                  .device = chosen.name,
                  .isa = "sm_" + std::to_string(10 * chosen.major + chosen.minor),
                  .detail = "CUDA runtime " + version(runtime) + ", device " + std::to_string(device)};
  return cuda::makeEngineOn(std::move(info), [device] { return cuda::makeRuntimeDevice(device); });
}

Result<std::unique_ptr<Engine>> makeCudaEngine() {
  return makeCudaEngine(0);
}

}  // namespace gradevault
