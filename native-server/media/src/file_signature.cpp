#include "file_signature.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace gradevault::media {
namespace {

std::string_view chars(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::uint64_t bigEndian(std::span<const std::byte> bytes) {
  std::uint64_t value = 0;
  for (const std::byte b : bytes) value = value << 8 | std::to_integer<std::uint64_t>(b);
  return value;
}

}  // namespace

std::string majorBrand(const CaptureFile& file) {
  std::array<std::byte, 12> head{};
  if (file.readAt(0, head) < 12 || chars(head).substr(4, 4) != "ftyp") return {};
  return std::string(chars(head).substr(8, 4));
}

// Box layout: ISO/IEC 14496-12, 4.2 (32-bit size, type, 64-bit size when the first is 1, to the end when it
// is 0).
bool hasTopLevelBox(const CaptureFile& file, std::string_view type) {
  std::int64_t offset = 0;
  for (int boxes = 0; boxes < 10'000; ++boxes) {
    std::array<std::byte, 16> head{};
    const std::int64_t got = file.readAt(offset, head);
    if (got < 8) return false;
    if (chars(head).substr(4, 4) == type) return true;
    std::uint64_t size = bigEndian(std::span(head).first(4));
    if (size == 1 && got == 16) size = bigEndian(std::span(head).subspan(8));
    if (size < 8 || size > static_cast<std::uint64_t>(file.size() - offset)) return false;
    offset += static_cast<std::int64_t>(size);
  }
  return false;
}

// EBML (RFC 8794): the header's element 0x4282 holds the document type, after a length of one to eight bytes
// whose first one tells by its leading zeros how many there are.
std::string matroskaDocType(const CaptureFile& file) {
  std::array<std::byte, 128> head{};
  const auto got = static_cast<std::size_t>(std::max<std::int64_t>(0, file.readAt(0, head)));
  const std::string_view text = chars(std::span(head).first(got));
  const std::size_t id = text.find("\x42\x82");
  if (id == std::string_view::npos || id + 2 >= text.size()) return {};
  const auto first = static_cast<std::uint8_t>(text[id + 2]);
  const auto lengthBytes = static_cast<std::size_t>(std::countl_zero(first)) + 1;
  if (lengthBytes > 8 || id + 2 + lengthBytes > text.size()) return {};
  const std::uint64_t mask = (std::uint64_t{1} << (7 * lengthBytes)) - 1;
  const std::uint64_t length = bigEndian(std::span(head).subspan(id + 2, lengthBytes)) & mask;
  std::string type(text.substr(id + 2 + lengthBytes, static_cast<std::size_t>(length)));
  type.erase(std::find(type.begin(), type.end(), '\0'), type.end());  // padding is allowed
  return type;
}

}  // namespace gradevault::media
