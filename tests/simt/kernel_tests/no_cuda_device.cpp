#include "devices_under_test.hpp"

namespace gradevault::testing {

std::unique_ptr<cuda::Device> makeCudaDeviceUnderTest(std::string& why) {
  why = "no CUDA device: this build has no CUDA";
  return nullptr;
}

}  // namespace gradevault::testing
