#include "address_range.hpp"

#include <charconv>

namespace gradevault::outgoing {

bool AddressRange::contains(const IpAddress& address) const noexcept {
  int left = bits;
  for (std::size_t i = 0; i < base.bytes.size() && left > 0; ++i, left -= 8) {
    const unsigned mask = left >= 8 ? 0xffU : 0xffU & (0xff00U >> left);
    if (((base.bytes[i] ^ address.bytes[i]) & mask) != 0) return false;
  }
  return true;
}

std::optional<AddressRange> addressRange(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto base = ipAddress(text.substr(0, slash));
  if (!base) return std::nullopt;
  AddressRange range{*base, 128};
  if (slash == std::string_view::npos) return range;

  const std::string_view digits = text.substr(slash + 1);
  const int longest = base->isV4() ? 32 : 128;
  int length = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
  if (error != std::errc() || end != digits.data() + digits.size() || length < 0 || length > longest) {
    return std::nullopt;
  }
  range.bits = length + 128 - longest;
  for (int bit = range.bits; bit < 128; ++bit) {
    const auto byte = static_cast<std::size_t>(bit / 8);
    if ((range.base.bytes[byte] & (0x80U >> (bit % 8))) != 0) return std::nullopt;
  }
  return range;
}

}  // namespace gradevault::outgoing
