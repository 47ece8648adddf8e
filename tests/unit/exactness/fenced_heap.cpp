// Every large buffer of the program that this file is linked into ends right before a page that nobody may
// touch: who writes or reads beyond it ends the program, at the very instruction. What lies before a buffer
// is checked when it goes.
#include "fenced_heap.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

namespace gradevault::testing {
namespace {

/// Smaller ones are strings and the like; a mapping each would exhaust the system's number of them.
constexpr std::size_t leastFenced = 64;
constexpr std::uint8_t sentinel = 0xA5;

std::atomic<std::int64_t> fenced = 0;

struct Header {
  std::uint64_t magic;
  std::uint8_t* mapping;
  std::size_t mapped;
  std::size_t watched;  ///< sentinels before the header
};
constexpr std::uint64_t fencedMagic = 0xFE9CEDFE9CED0001U;
constexpr std::uint64_t plainMagic = 0xFE9CEDFE9CED0002U;

std::size_t roundedUp(std::size_t value, std::size_t step) {
  return (value + step - 1) / step * step;
}

/// The header lies right before the buffer, the sentinels before the header, a page of them at most.
void* allocate(std::size_t size, std::size_t alignment) {
  if (size < leastFenced) {
    const std::size_t room = roundedUp(sizeof(Header), alignment);
    void* memory = std::aligned_alloc(alignment, roundedUp(room + size, alignment));
    if (memory == nullptr) throw std::bad_alloc();
    auto* buffer = static_cast<std::uint8_t*>(memory) + room;
    const Header header{plainMagic, static_cast<std::uint8_t*>(memory), 0, 0};
    std::memcpy(buffer - sizeof header, &header, sizeof header);
    return buffer;
  }
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  // What C++ asks for is a multiple of the alignment almost always, so that the buffer ends at the fence to
  // the byte; one that is aligned to more than a page ends there to the page.
  const std::size_t length = roundedUp(size, std::min(alignment, page));
  const std::size_t spare = alignment > page ? alignment : 0;
  const std::size_t usable = roundedUp(sizeof(Header) + alignment + length, page) + spare;
  void* mapping = mmap(nullptr, usable + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapping == MAP_FAILED) throw std::bad_alloc();
  auto* first = static_cast<std::uint8_t*>(mapping);
  std::size_t begin = usable - length;
  if (alignment > page) {
    begin = roundedUp(reinterpret_cast<std::uintptr_t>(first) + sizeof(Header), alignment) -
            reinterpret_cast<std::uintptr_t>(first);
  }
  if (mprotect(first + begin + length, page, PROT_NONE) != 0) throw std::bad_alloc();
  const std::size_t watched = std::min(begin - sizeof(Header), page);
  const Header header{fencedMagic, first, usable + page, watched};
  std::memset(first + begin - sizeof header - watched, sentinel, watched);
  std::memcpy(first + begin - sizeof header, &header, sizeof header);
  ++fenced;
  return first + begin;
}

void release(void* buffer) noexcept {
  if (buffer == nullptr) return;
  Header header{};
  std::memcpy(&header, static_cast<std::uint8_t*>(buffer) - sizeof header, sizeof header);
  if (header.magic == plainMagic) {
    std::free(header.mapping);
    return;
  }
  bool whole = header.magic == fencedMagic;
  const std::uint8_t* watched = static_cast<std::uint8_t*>(buffer) - sizeof header - header.watched;
  for (std::size_t i = 0; whole && i < header.watched; ++i) whole = watched[i] == sentinel;
  if (!whole) {
    std::fputs("fenced_heap: something was written before the beginning of a buffer\n", stderr);
    std::abort();
  }
  munmap(header.mapping, header.mapped);
}

constexpr std::size_t usualAlignment = __STDCPP_DEFAULT_NEW_ALIGNMENT__;

}  // namespace

std::int64_t fencedBuffers() noexcept {
  return fenced;
}

}  // namespace gradevault::testing

using gradevault::testing::allocate;
using gradevault::testing::release;
using gradevault::testing::usualAlignment;

void* operator new(std::size_t size) {
  return allocate(size, usualAlignment);
}
void* operator new[](std::size_t size) {
  return allocate(size, usualAlignment);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* buffer) noexcept {
  release(buffer);
}
void operator delete[](void* buffer) noexcept {
  release(buffer);
}
void operator delete(void* buffer, std::size_t) noexcept {
  release(buffer);
}
void operator delete[](void* buffer, std::size_t) noexcept {
  release(buffer);
}
void operator delete(void* buffer, std::align_val_t) noexcept {
  release(buffer);
}
void operator delete[](void* buffer, std::align_val_t) noexcept {
  release(buffer);
}
void operator delete(void* buffer, std::size_t, std::align_val_t) noexcept {
  release(buffer);
}
void operator delete[](void* buffer, std::size_t, std::align_val_t) noexcept {
  release(buffer);
}
