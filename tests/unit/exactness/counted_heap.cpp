#include "counted_heap.hpp"

#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <new>

namespace gradevault::testing {
namespace {

std::atomic<std::int64_t> inUse = 0;
std::atomic<std::int64_t> most = 0;

void* counted(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  const std::int64_t now = inUse += static_cast<std::int64_t>(malloc_usable_size(memory));
  for (std::int64_t seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
  }
  return memory;
}

void release(void* memory) noexcept {
  if (memory != nullptr) inUse -= static_cast<std::int64_t>(malloc_usable_size(memory));
  std::free(memory);
}

void* aligned(std::size_t size, std::align_val_t alignment) {
  const auto step = static_cast<std::size_t>(alignment);
  return counted(std::aligned_alloc(step, (size + step - 1) / step * step));
}

}  // namespace

std::int64_t bytesInUse() noexcept {
  return inUse;
}
std::int64_t mostBytesInUse() noexcept {
  return most;
}
void forgetMost() noexcept {
  most = inUse.load();
}

}  // namespace gradevault::testing

using gradevault::testing::aligned;
using gradevault::testing::counted;
using gradevault::testing::release;

void* operator new(std::size_t size) {
  return counted(std::malloc(size));
}
void* operator new[](std::size_t size) {
  return counted(std::malloc(size));
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return aligned(size, alignment);
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return aligned(size, alignment);
}
void operator delete(void* memory) noexcept {
  release(memory);
}
void operator delete[](void* memory) noexcept {
  release(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  release(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  release(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
  release(memory);
}
void operator delete[](void* memory, std::align_val_t) noexcept {
  release(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  release(memory);
}
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept {
  release(memory);
}
