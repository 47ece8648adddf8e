#include "fenced_memory.hpp"

#include <new>

#if defined(__unix__) && !defined(__EMSCRIPTEN__)
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace gradevault::testing {

#if defined(__unix__) && !defined(__EMSCRIPTEN__)

FencedMemory::FencedMemory(std::size_t size, bool beginsAtFence) : size_(size) {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  const std::size_t usable = (size + page - 1) / page * page;
  mapped_ = usable + 2 * page;
  void* all = mmap(nullptr, mapped_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (all == MAP_FAILED) throw std::bad_alloc();
  all_ = static_cast<std::uint8_t*>(all);
  if (usable > 0 && mprotect(all_ + page, usable, PROT_READ | PROT_WRITE) != 0) {
    munmap(all_, mapped_);
    throw std::bad_alloc();
  }
  first_ = all_ + page + (beginsAtFence ? 0 : usable - size);
}

FencedMemory::~FencedMemory() {
  munmap(all_, mapped_);
}

#else

FencedMemory::FencedMemory(std::size_t size, bool /*beginsAtFence*/)
    : size_(size), all_(new std::uint8_t[size]), first_(all_) {}

FencedMemory::~FencedMemory() {
  delete[] all_;
}

#endif

}  // namespace gradevault::testing
