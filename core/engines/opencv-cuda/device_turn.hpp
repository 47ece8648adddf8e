#pragma once

#include <mutex>

namespace gradevault {

/// The calling thread's turn at an OpenCV CUDA device, while it lives. OpenCV's kernels keep their filters in
/// constant memory of the device and NPP's stream in a global, both one a process, so two calls at once would
/// take each other's. Throws cv::Exception where the device cannot be made the thread's current one.
class DeviceTurn {
 public:
  explicit DeviceTurn(int device);

 private:
  std::unique_lock<std::mutex> lock_;
};

}  // namespace gradevault
