#include "device/device_context.hpp"

#include <cuda_runtime_api.h>
#include <dlfcn.h>

#include "device/runtime_error.hpp"

namespace gradevault::cuda {

Result<LumaDevice> contextOf(int device) {
  Status status = said(cudaSetDevice(device), "cudaSetDevice");
  if (status)
    status = said(cudaFree(nullptr), "making a context");  // the runtime makes it with the first call
  if (!status) return status.error();
  // The runtime has no call that gives it, and linking the driver's library would keep the program from
  // starting where there is none.
  void* library = dlopen("libcuda.so.1", RTLD_LAZY | RTLD_LOCAL);
  void* symbol = library == nullptr ? nullptr : dlsym(library, "cuCtxGetCurrent");
  void* context = nullptr;
  if (symbol != nullptr) {
    const auto currentContext = reinterpret_cast<int (*)(void**)>(symbol);
    if (currentContext(&context) != 0) context = nullptr;
  }
  if (library != nullptr) dlclose(library);
  if (context == nullptr) return Error{ErrorCode::internal, "the CUDA driver does not give its context"};
  return LumaDevice{static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(context))};
}

}  // namespace gradevault::cuda
