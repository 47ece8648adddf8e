#include "device/runtime_device.hpp"
#include "devices_under_test.hpp"
#include "gradevault/engines/cuda.hpp"

namespace gradevault::testing {

std::unique_ptr<cuda::Device> makeCudaDeviceUnderTest(std::string& why) {
  const Result<std::vector<CudaDevice>> devices = cudaDevices();
  if (!devices) {
    why = devices.error().message;
    return nullptr;
  }
  Result<std::unique_ptr<cuda::Device>> device = cuda::makeRuntimeDevice(0);
  if (device) return std::move(device).value();
  why = "no CUDA device: " + device.error().message;
  return nullptr;
}

}  // namespace gradevault::testing
