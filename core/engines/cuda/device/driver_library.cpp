#include <dlfcn.h>

#include "gradevault/engines/cuda.hpp"

namespace gradevault {

bool cudaDriverIsInstalled() {
  // The name that the CUDA runtime itself looks for.
  void* library = dlopen("libcuda.so.1", RTLD_LAZY | RTLD_LOCAL);
  if (library == nullptr) return false;
  dlclose(library);
  return true;
}

}  // namespace gradevault
