// The headers of resumable uploads: numbers, metadata, checksums.
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

#include "byte_source.hpp"
#include "demand.hpp"
#include "tus_headers.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gradevault::api;
  using gradevault::fuzz::demand;
  gradevault::fuzz::ByteSource input(data, size);
  const std::string offset = input.line();
  if (const auto number = tus::number(offset)) {
    demand(*number >= 0, "an offset is not negative");
    demand(offset.find_first_not_of("0123456789") == std::string::npos, "and is written in digits");
  }
  const std::string sum = input.line();
  if (const auto checksum = tus::checksum(sum)) {
    constexpr std::size_t longest = 32;
    demand(!checksum->bytes.empty() && checksum->bytes.size() <= longest, "a checksum has its length");
  }
  const std::string header = input.text();
  if (const auto metadata = tus::metadata(header)) {
    std::set<std::string> keys;
    for (const auto& [key, value] : *metadata) {
      demand(!key.empty() && key.find_first_of(" ,") == std::string::npos, "a key is one word");
      demand(keys.insert(key).second, "said once");
      demand(value.size() <= header.size(), "decoding makes nothing longer");
    }
    const std::string name = tus::fileName(*metadata);
    demand(name.size() <= 200 && name.find_first_of("/\\") == std::string::npos, "a name is no path");
  }
  return 0;
}
