#include "failed_allocations.hpp"

#include <atomic>
#include <new>

namespace gradevault::module {
namespace {

std::atomic<std::uint32_t> failures{0};

void countAndThrow() {
  failures.fetch_add(1, std::memory_order_relaxed);
  throw std::bad_alloc();
}

}  // namespace

void watchAllocations() noexcept {
  std::set_new_handler(&countAndThrow);
}

std::uint32_t failedAllocations() noexcept {
  return failures.load(std::memory_order_relaxed);
}

}  // namespace gradevault::module
