#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace gradevault::fuzz {

/// Cuts an input into the arguments of a call: numbers from its front, then pieces. What is not there is
/// zero.
class ByteSource {
 public:
  ByteSource(const std::uint8_t* data, std::size_t size) : rest_(data, size) {}

  std::uint8_t byte() {
    if (rest_.empty()) return 0;
    const std::uint8_t value = rest_.front();
    rest_ = rest_.subspan(1);
    return value;
  }
  std::uint16_t word() {
    const int high = byte();
    return static_cast<std::uint16_t>(high << 8 | byte());
  }
  std::span<const std::uint8_t> piece(std::size_t size) {
    const auto piece = rest_.first(std::min(size, rest_.size()));
    rest_ = rest_.subspan(piece.size());
    return piece;
  }
  std::span<const std::uint8_t> rest() { return piece(rest_.size()); }
  std::string text() {
    const auto bytes = rest();
    return {bytes.begin(), bytes.end()};
  }
  /// Up to the next newline, which is taken as well.
  std::string line() {
    const auto end = std::find(rest_.begin(), rest_.end(), '\n');
    const auto bytes = piece(static_cast<std::size_t>(end - rest_.begin()));
    const std::string line(bytes.begin(), bytes.end());
    (void)piece(1);
    return line;
  }

 private:
  std::span<const std::uint8_t> rest_;
};

}  // namespace gradevault::fuzz
