#include "fibre.hpp"

#include <cstdint>
#include <utility>

namespace gradevault::simt {

Fibre::Fibre() : stack_(std::make_unique_for_overwrite<std::byte[]>(stackBytes)) {}

void Fibre::start(std::function<void()> body) {
  body_ = std::move(body);
  finished_ = false;
  getcontext(&own_);
  own_.uc_stack.ss_sp = stack_.get();
  own_.uc_stack.ss_size = stackBytes;
  own_.uc_link = &caller_;
  // makecontext hands on ints only: the pointer travels in two halves.
  const auto self = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(this));
  makecontext(&own_, reinterpret_cast<void (*)()>(&Fibre::enter), 2, static_cast<unsigned>(self >> 32),
              static_cast<unsigned>(self));
}

void Fibre::resume() {
  swapcontext(&caller_, &own_);
}

void Fibre::pause() {
  swapcontext(&own_, &caller_);
}

void Fibre::enter(unsigned high, unsigned low) {
  const auto self = reinterpret_cast<Fibre*>(static_cast<std::uintptr_t>((std::uint64_t{high} << 32) | low));
  self->body_();
  self->finished_ = true;
}

}  // namespace gradevault::simt
