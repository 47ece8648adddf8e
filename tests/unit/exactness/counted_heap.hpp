#pragma once

#include <cstdint>

namespace gradevault::testing {

/// Bytes that operator new has given and not yet got back, in programs with counted_heap.cpp.
[[nodiscard]] std::int64_t bytesInUse() noexcept;
/// The most of them since the program began, or since the last `forgetMost`.
[[nodiscard]] std::int64_t mostBytesInUse() noexcept;
void forgetMost() noexcept;

}  // namespace gradevault::testing
