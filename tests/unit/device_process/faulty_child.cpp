// device_process_faulty_child [STAGE KIND [FRAME]]: the cpu engine behind the fault hook.
#include <sys/resource.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "executor/thread_executor.hpp"
#include "faulty_engine.hpp"
#include "gradevault/device_process/serve.hpp"
#include "gradevault/engines/cpu.hpp"

int main(int argc, char** argv) {
  using namespace gradevault;
  const rlimit noCore{0, 0};
  ::setrlimit(RLIMIT_CORE, &noCore);
  testing::Fault fault;
  if (argc > 2) {
    fault.stage = argv[1];
    fault.kind = argv[2];
  }
  if (argc > 3) fault.frame = std::atoi(argv[3]);
  const auto makeEngine = [&](std::string_view,
                              const EngineRequest& request) -> Result<std::unique_ptr<Engine>> {
    if (Status status = testing::suffer(fault, "start"); !status) return status.error();
    auto engine = makeCpuEngine(request.isa);
    if (!engine.ok()) return engine;
    return testing::makeFaultyEngine(std::move(engine).value(), fault);
  };
  const auto listDevices = [&](std::string_view engine) -> Result<std::vector<std::string>> {
    if (Status status = testing::suffer(fault, "list"); !status) return status.error();
    return std::vector<std::string>{"0: a GPU of " + std::string(engine), "1: another"};
  };
  const auto makeExecutor = [](int threads) { return std::make_unique<testing::ThreadExecutor>(threads); };
  const Status status = device_process::serve({makeEngine, makeExecutor, listDevices});
  return status.ok() ? 0 : 1;
}
