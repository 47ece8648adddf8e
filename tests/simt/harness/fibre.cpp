#include "fibre.hpp"

#include <cstdint>
#include <utility>

namespace gradevault::simt {

Fibre::Fibre() : stack_(std::make_unique_for_overwrite<std::byte[]>(stackBytes)) {}

void Fibre::start(std::function<void()> body) {
  body_ = std::move(body);
  if (!finished_) entered_ = false;  // the old body's frames stay behind on the stack: begin it anew
  finished_ = false;
}

void Fibre::resume() {
  if (_setjmp(caller_) != 0) {
    callerSwitch_.comeBack();
    return;
  }
  callerSwitch_.leave(stack_.get(), stackBytes);
  if (entered_) _longjmp(own_, 1);
  entered_ = true;
  getcontext(&first_);
  first_.uc_stack.ss_sp = stack_.get();
  first_.uc_stack.ss_size = stackBytes;
  first_.uc_link = nullptr;
  // makecontext hands on ints only: the pointer travels in two halves.
  const auto self = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(this));
  makecontext(&first_, reinterpret_cast<void (*)()>(&Fibre::enter), 2, static_cast<unsigned>(self >> 32),
              static_cast<unsigned>(self));
  setcontext(&first_);
}

void Fibre::pause() {
  if (_setjmp(own_) == 0) {
    ownSwitch_.leave(callerStack_, callerBytes_);
    _longjmp(caller_, 1);
  }
  ownSwitch_.arrive(callerStack_, callerBytes_, false);
}

void Fibre::enter(unsigned high, unsigned low) {
  reinterpret_cast<Fibre*>(static_cast<std::uintptr_t>((std::uint64_t{high} << 32) | low))->live();
}

/// One body after another, for as long as the fibre is resumed.
void Fibre::live() {
  ownSwitch_.arrive(callerStack_, callerBytes_, true);
  for (;;) {
    body_();
    finished_ = true;
    pause();
  }
}

}  // namespace gradevault::simt
