#include "gradevault/engines/cuda.hpp"

namespace gradevault {
namespace {

Error noCuda() {
  return {ErrorCode::unsupported, "this build has no CUDA (GRADEVAULT_CUDA was off, or no nvcc was found)"};
}

}  // namespace

Result<std::vector<CudaDevice>> cudaDevices() {
  return noCuda();
}

bool cudaDriverIsInstalled() {
  return false;
}

Result<std::unique_ptr<Engine>> makeCudaEngine() {
  return noCuda();
}

Result<std::unique_ptr<Engine>> makeCudaEngine(int) {
  return noCuda();
}

}  // namespace gradevault
