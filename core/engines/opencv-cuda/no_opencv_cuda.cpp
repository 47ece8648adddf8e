#include "gradevault/engines/opencv_cuda.hpp"

namespace gradevault {

Result<std::unique_ptr<Engine>> makeOpencvCudaEngine(int) {
  return Error{ErrorCode::unsupported,
               "absent: this OpenCV has no CUDA modules (-DGRADEVAULT_OPENCV_CUDA=ON builds one that has)"};
}

}  // namespace gradevault
