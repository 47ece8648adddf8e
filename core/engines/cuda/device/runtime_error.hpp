#pragma once

#include <cuda_runtime_api.h>

#include <string>
#include <string_view>

#include "gradevault/result.hpp"

namespace gradevault::cuda {

/// What the runtime said to `call`, as a Status. An error that does not stick is taken off the runtime's
/// record, so that the next launch does not report it again.
[[nodiscard]] inline Status said(cudaError_t answer, std::string_view call) {
  if (answer == cudaSuccess) return {};
  cudaGetLastError();
  return Error{ErrorCode::internal, std::string(call) + " failed: " + cudaGetErrorString(answer) + " (" +
                                        cudaGetErrorName(answer) + ")"};
}

}  // namespace gradevault::cuda
