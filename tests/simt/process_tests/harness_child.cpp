// harness_child [CALL]: the cuda engine on the harness's device in a device process; call CALL of the device
// and all later ones fail, counted from the making of each device.
#include <cstdlib>
#include <list>
#include <memory>

#include "gradevault/device_process/serve.hpp"
#include "harness/faulty_device.hpp"
#include "harness/simt_device.hpp"
#include "host/cuda_engine.hpp"

int main(int argc, char** argv) {
  using namespace gradevault;
  const simt::FaultyDevice::Plan plan{.failingCall = argc > 1 ? std::atoi(argv[1]) : -1, .forGood = true};
  std::list<simt::FaultyDevice::Plan> plans;  // each device's own, where it stays
  const auto open = [&]() -> Result<std::unique_ptr<cuda::Device>> {
    return std::unique_ptr<cuda::Device>(
        std::make_unique<simt::FaultyDevice>(std::make_unique<simt::SimtDevice>(), plans.emplace_back(plan)));
  };
  const auto makeEngine = [&](std::string_view, const EngineRequest&) -> Result<std::unique_ptr<Engine>> {
    return cuda::makeEngineOn({.name = "cuda", .device = "simt", .isa = "fibres", .detail = ""}, open,
                              {.batch = 2});
  };
  const Status status =
      device_process::serve({makeEngine, [](int) { return std::make_unique<SequentialExecutor>(); }});
  return status.ok() ? 0 : 1;
}
