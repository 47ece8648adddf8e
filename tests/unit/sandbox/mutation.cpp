#include "mutation.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace gradevault::sandbox {
namespace {

using Random = std::mt19937_64;

std::size_t below(std::size_t end, Random& random) {
  return end == 0 ? 0 : static_cast<std::size_t>(random() % end);
}

void flipBits(std::string& file, Random& random) {
  const std::size_t flips = std::size_t{1} << below(8, random);
  for (std::size_t i = 0; i < flips; ++i) {
    file[below(file.size(), random)] ^= static_cast<char>(1U << below(8, random));
  }
}

void cut(std::string& file, Random& random) {
  file.resize(std::max<std::size_t>(1, below(file.size(), random)));
}

/// A piece of `from` written over or put into the file.
void splice(std::string& file, const std::string& from, Random& random) {
  const std::size_t start = below(from.size(), random);
  const std::size_t length = std::min(from.size() - start, std::size_t{1} << below(14, random));
  const std::size_t place = below(file.size(), random);
  const std::size_t over = below(2, random) == 0 ? 0 : std::min(length, file.size() - place);
  file.replace(place, over, from, start, length);
}

void zeroRun(std::string& file, Random& random) {
  const std::size_t start = below(file.size(), random);
  const std::size_t length = std::min(file.size() - start, std::size_t{1} << below(13, random));
  std::fill_n(file.begin() + static_cast<std::ptrdiff_t>(start), length, '\0');
}

/// Where the containers keep their structure: near the names of boxes, else near the two ends of the file.
std::size_t headerPlace(const std::string& file, Random& random) {
  static constexpr std::array names{"moov",
                                    "trak",
                                    "stsd",
                                    "stts",
                                    "stsz",
                                    "stsc",
                                    "stco",
                                    "ctts",
                                    "avcC",
                                    "hvcC",
                                    "mdhd",
                                    "tkhd",
                                    "elst",
                                    "avih",
                                    "strh",
                                    "strf",
                                    "idx1",
                                    "movi",
                                    "\x1a\x45\xdf\xa3",
                                    "\x16\x54\xae\x6b",
                                    "\x1f\x43\xb6\x75"};
  std::vector<std::size_t> places;
  for (const char* name : names) {
    for (std::size_t at = file.find(name, 0, 4); at != std::string::npos; at = file.find(name, at + 1, 4)) {
      places.push_back(at);
    }
  }
  if (!places.empty() && below(4, random) != 0) {
    const std::size_t at = places[below(places.size(), random)];
    const std::size_t before = std::min<std::size_t>(at, 4);  // a box's length
    return at - before + below(36, random);
  }
  const std::size_t end = std::min<std::size_t>(file.size(), 2048);
  return below(2, random) == 0 ? below(end, random) : file.size() - 1 - below(end, random);
}

void setFields(std::string& file, Random& random) {
  static constexpr std::array<std::uint32_t, 9> awkward{
      0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 0x00010000, 0x40000000, 0x00ffffff};
  const std::size_t fields = 1 + below(4, random);
  for (std::size_t i = 0; i < fields; ++i) {
    const std::uint32_t value = awkward[below(awkward.size(), random)];
    const std::size_t place = headerPlace(file, random);
    const std::size_t bytes = std::size_t{1} << below(3, random);
    for (std::size_t k = 0; k < bytes && place + k < file.size(); ++k) {
      file[place + k] = static_cast<char>(value >> (8 * (3 - k)));
    }
  }
}

}  // namespace

std::string mutated(std::string file, std::span<const std::string> others, Random& random) {
  const std::size_t times = 1 + below(2, random);
  for (std::size_t i = 0; i < times; ++i) {
    switch (below(8, random)) {
      case 0:
      case 1:
      case 2:
        flipBits(file, random);
        break;
      case 3:
        cut(file, random);
        break;
      case 4:
        splice(file, others[below(others.size(), random)], random);
        break;
      case 5:
        zeroRun(file, random);
        break;
      default:
        setFields(file, random);
    }
  }
  return file;
}

}  // namespace gradevault::sandbox
