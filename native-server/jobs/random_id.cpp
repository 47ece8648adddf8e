#include "random_id.hpp"

#include <sys/random.h>

#include <cerrno>
#include <cstdint>
#include <system_error>
#include <vector>

namespace gradevault::jobs {

void fillRandom(std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::getrandom(bytes.data(), bytes.size(), 0);
    if (count < 0 && errno == EINTR) continue;
    // Only a kernel without the call: older than any that runs the rest of this program.
    if (count < 0) throw std::system_error(errno, std::generic_category(), "getrandom");
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
}

std::string randomId(std::string_view prefix, std::size_t length) {
  constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";
  static_assert(letters.size() == 32);
  std::vector<std::byte> bytes(length);
  fillRandom(bytes);
  std::string id(prefix);
  for (const std::byte byte : bytes) id += letters[std::to_integer<std::size_t>(byte) % letters.size()];
  return id;
}

}  // namespace gradevault::jobs
