#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <type_traits>

#include "gradevault/image.hpp"

namespace gradevault::testing {

/// FNV-1a, 64 bits, but a value a step in place of a byte, and folded so that high bits reach low ones;
/// floats by their bits. The same on every machine.
class Hash {
 public:
  Hash& add(std::uint64_t value) noexcept {
    state_ = (state_ ^ value) * 0x100000001B3U;
    state_ ^= state_ >> 32;
    return *this;
  }
  Hash& add(std::int64_t value) noexcept { return add(static_cast<std::uint64_t>(value)); }
  Hash& add(int value) noexcept { return add(static_cast<std::int64_t>(value)); }
  Hash& add(double value) noexcept { return add(bits<std::uint64_t>(value)); }
  Hash& add(const std::optional<double>& value) noexcept { return value ? add(*value) : add(-1); }
  /// Size and pixels.
  template <class T>
  Hash& add(const Image<T>& picture) noexcept {
    add(picture.width()).add(picture.height()).add(picture.channels());
    for (const T pixel : picture.pixels()) {
      if constexpr (std::is_same_v<T, float>) {
        add(std::uint64_t{bits<std::uint32_t>(pixel)});
      } else {
        add(static_cast<std::uint64_t>(pixel));
      }
    }
    return *this;
  }
  [[nodiscard]] std::uint64_t value() const noexcept { return state_; }

 private:
  /// std::bit_cast, which Emscripten 3.1's library lacks.
  template <class To, class From>
  static To bits(From value) noexcept {
    static_assert(sizeof(To) == sizeof(From));
    To out;
    std::memcpy(&out, &value, sizeof out);
    return out;
  }

  std::uint64_t state_ = 0xCBF29CE484222325U;
};

}  // namespace gradevault::testing
