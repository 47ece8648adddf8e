// device_process_faulty_child [STAGE KIND [FRAME]]: the cpu engine behind the fault hook.
#include <sys/resource.h>

#include <cstdlib>
#include <memory>

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
  const auto makeEngine = [&](std::string_view, const EngineRequest& request) -> Result<std::unique_ptr<Engine>> {
    if (Status status = testing::suffer(fault, "start"); !status) return status.error();
    auto engine = makeCpuEngine(request.isa);
    if (!engine.ok()) return engine;
    return testing::makeFaultyEngine(std::move(engine).value(), fault);
  };
  const Status status = device_process::serve(
      {makeEngine, [](int threads) { return std::make_unique<testing::ThreadExecutor>(threads); }});
  return status.ok() ? 0 : 1;
}
