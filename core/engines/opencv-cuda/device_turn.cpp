#include "device_turn.hpp"

#include <opencv2/core/cuda.hpp>

namespace gradevault {
namespace {

/// A global on purpose: what it guards is global to the process, whatever engines there are.
std::mutex& deviceMutex() {
  static std::mutex mutex;
  return mutex;
}

}  // namespace

DeviceTurn::DeviceTurn(int device) : lock_(deviceMutex()) {
  cv::cuda::setDevice(device);
}

}  // namespace gradevault
