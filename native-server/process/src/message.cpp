#include "gradevault/process/message.hpp"

namespace gradevault::process {

void MessageWriter::putText(std::string_view text) {
  put(static_cast<std::uint32_t>(text.size()));
  const auto* from = reinterpret_cast<const std::byte*>(text.data());
  bytes_.insert(bytes_.end(), from, from + text.size());
}

void MessageWriter::append(const MessageWriter& other) {
  bytes_.insert(bytes_.end(), other.bytes_.begin(), other.bytes_.end());
}

std::string MessageReader::takeText() {
  const std::size_t size = takeCount(1);
  const std::byte* from = next(size);
  return from == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(from), size);
}

std::size_t MessageReader::takeCount(std::size_t bytesEach) {
  const auto count = std::size_t{take<std::uint32_t>()};
  if (count <= (bytes_.size() - at_) / bytesEach) return count;
  missing_ = true;
  return 0;
}

const std::byte* MessageReader::next(std::size_t size) {
  if (missing_ || size > bytes_.size() - at_) {
    missing_ = true;
    return nullptr;
  }
  const std::byte* from = bytes_.data() + at_;
  at_ += size;
  return from;
}

}  // namespace gradevault::process
