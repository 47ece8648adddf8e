#include "interrupt.hpp"

#include <csignal>

namespace gradevault::cli {
namespace {

// A signal handler can reach nothing but a global.
volatile std::sig_atomic_t interruptSeen = 0;

extern "C" void onInterrupt(int) { interruptSeen = 1; }

}  // namespace

void catchInterrupts() {
  struct sigaction action {};
  action.sa_handler = onInterrupt;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool wasInterrupted() noexcept { return interruptSeen != 0; }

}  // namespace gradevault::cli
