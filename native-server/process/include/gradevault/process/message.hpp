#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace gradevault::process {

/// Puts values one behind the other.
class MessageWriter {
 public:
  template <class T>
  requires std::is_trivially_copyable_v<T>
  void put(const T& value) {
    const std::size_t at = bytes_.size();
    bytes_.resize(at + sizeof value);
    std::memcpy(bytes_.data() + at, &value, sizeof value);
  }
  void putText(std::string_view text);
  void append(const MessageWriter& other);

  [[nodiscard]] const std::vector<std::byte>& bytes() const noexcept { return bytes_; }

 private:
  std::vector<std::byte> bytes_;
};

/// Takes them again. What is not there is read as zero and remembered: `complete` is to be asked at the end,
/// before anything is believed.
class MessageReader {
 public:
  explicit MessageReader(std::vector<std::byte> bytes) : bytes_(std::move(bytes)) {}

  template <class T>
  requires std::is_trivially_copyable_v<T> &&(!std::is_same_v<T, bool>)T take() {
    T value{};
    if (const std::byte* from = next(sizeof value)) std::memcpy(&value, from, sizeof value);
    return value;
  }
  /// A byte that may have any value, unlike a bool's.
  bool takeBool() { return take<std::uint8_t>() != 0; }
  std::string takeText();
  /// How many things follow; never more than the message has bytes left for, if each takes `bytesEach`.
  std::size_t takeCount(std::size_t bytesEach);

  /// Everything was there, and nothing is left.
  [[nodiscard]] bool complete() const noexcept { return !missing_ && at_ == bytes_.size(); }

 private:
  const std::byte* next(std::size_t size);

  std::vector<std::byte> bytes_;
  std::size_t at_ = 0;
  bool missing_ = false;
};

}  // namespace gradevault::process
