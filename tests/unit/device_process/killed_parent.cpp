// device_process_killed_parent CHILD KIND: a parent whose child hangs in the third call. The child is started
// by a thread that has ended by then, and the pictures' memory is still shared.
#include <cstdio>
#include <cstring>
#include <thread>

#include "gradevault/device_process/device_process.hpp"

int main(int argc, char** argv) {
  using namespace gradevault;
  if (argc != 3) return 2;
  const device_process::Launch launch{.program = argv[1], .arguments = {"faulty-child", "scan", argv[2]}};
  std::unique_ptr<Engine> engine;
  std::thread([&] {
    auto made = device_process::makeEngine("cuda", {}, launch);
    if (made.ok()) engine = std::move(made).value();
  }).join();
  if (!engine) return 3;
  auto scanner = engine->makeScanner({64, 48}, Options{});
  if (!scanner.ok()) return 4;
  std::puts("scanning");
  std::fflush(stdout);
  const GrayImage frame(64, 48);
  const ScanInput input{frame.view()};
  FrameScan scan;
  SequentialExecutor executor;
  return (*scanner)->scan({&input, 1}, {&scan, 1}, executor).ok() ? 0 : 5;
}
