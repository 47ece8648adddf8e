#pragma once

#include <cstdint>

namespace gradevault::testing {

/// How many buffers got a fence so far, in programs with fenced_heap.cpp.
[[nodiscard]] std::int64_t fencedBuffers() noexcept;

}  // namespace gradevault::testing
