#include "timed_device.hpp"

#include "counted_bytes.hpp"
#include "kernel_name.hpp"
#include "kernels/kernel_traits.cuh"

namespace gradevault::bench {
void LaunchLog::add(const cuda::AnyKernel& kernel, const cuda::Grid& grid, int before, int after) {
  const std::size_t shared = std::visit(
      []<class Kernel>(const Kernel&) { return cuda::sharedBytes<Kernel>(); }, kernel);
  launches_.push_back({kernelName(kernel), countedBytes(kernel, grid), grid, shared, before, after});
}

std::map<std::string, KernelCost> LaunchLog::take() {
  std::map<std::string, KernelCost> costs;
  for (const Launch& launch : launches_) {
    KernelCost& cost = costs[launch.kernel];
    if (cost.launches++ == 0) cost.bytes = 0;
    cost.grid = launch.grid;
    cost.sharedBytes = launch.sharedBytes;
    cost.seconds += clock_->seconds(launch.before, launch.after);
    if (cost.bytes && launch.bytes) {
      *cost.bytes += *launch.bytes;
    } else {
      cost.bytes.reset();
    }
  }
  launches_.clear();
  clock_->forget();
  return costs;
}

}  // namespace gradevault::bench
