// killed_parent DECODER FILE: a parent whose decoder spins while it waits.
#include <cstdio>

#include "gradevault/sandbox/sandboxed_reader.hpp"

int main(int argc, char** argv) {
  using namespace gradevault;
  if (argc != 3) return 2;
  sandbox::SandboxSettings settings;
  settings.program = argv[1];
  settings.arguments = {"test-decoder", "spin"};
  auto reader = sandbox::openSandboxed(argv[2], {}, 2, settings);
  if (!reader.ok()) return 3;
  std::puts("decoding");
  std::fflush(stdout);
  for (;;) {
    auto frame = (*reader)->next();
    if (!frame.ok() || !frame->has_value()) return 4;
  }
}
