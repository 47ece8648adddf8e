#pragma once

#include <setjmp.h>
#include <ucontext.h>

#include <cstddef>
#include <functional>
#include <memory>

#include "stack_switch.hpp"

namespace gradevault::simt {

/// A thread of a block as a coroutine: runs until it pauses, and goes on from there. One at a time, all on
/// the calling thread.
class Fibre {
 public:
  Fibre();
  Fibre(const Fibre&) = delete;
  Fibre& operator=(const Fibre&) = delete;

  /// What the next `resume` begins with; `body` must not throw. A body that has not come to its end is
  /// abandoned.
  void start(std::function<void()> body);
  /// Runs until `pause` or the end.
  void resume();
  /// Back to the caller of `resume`. To be called by the body.
  void pause();
  [[nodiscard]] bool finished() const { return finished_; }

 private:
  static void enter(unsigned high, unsigned low);
  [[noreturn]] void live();

  static constexpr std::size_t stackBytes = 128 * 1024;
  std::unique_ptr<std::byte[]> stack_;
  std::function<void()> body_;
  // swapcontext asks the kernel for the signal mask at each switch; so it only makes the first one, and jumps
  // make the rest.
  ucontext_t first_{};
  jmp_buf own_{};
  jmp_buf caller_{};
  StackSwitch ownSwitch_, callerSwitch_;
  const void* callerStack_ = nullptr;  ///< known to sanitized builds only
  std::size_t callerBytes_ = 0;
  bool entered_ = false;
  bool finished_ = true;
};

}  // namespace gradevault::simt
