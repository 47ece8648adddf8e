#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace gradevault::http {

/// Follows the chunked coding (RFC 9112, 7.1) of one body and lets through only what cannot be read in two
/// ways: sizes of 1 to 15 hexadecimal digits, CR LF after each, short extensions, no trailers. What reads the
/// body behind it (strtoul, which takes "-1" and "0x1") then has no choice.
class ChunkGuard {
 public:
  /// How many of the bytes belong to the body, all of them unless it ends before. Nothing: malformed.
  [[nodiscard]] std::optional<std::size_t> take(std::string_view bytes);
  [[nodiscard]] bool complete() const noexcept { return state_ == State::complete; }

 private:
  enum class State { size, extension, sizeEnd, data, dataReturn, dataEnd, lastReturn, lastEnd, complete };
  [[nodiscard]] bool step(char c);
  [[nodiscard]] bool sizeDigit(char c);

  State state_ = State::size;
  int digits_ = 0;
  int extension_ = 0;
  std::uint64_t remaining_ = 0;
};

}  // namespace gradevault::http
