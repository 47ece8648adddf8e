#include <vector>

#include "gradevault/digest.hpp"

namespace gradevault {
namespace {

template <class T>
std::string digestOf(ImageView<const T> picture) {
  Sha256 hash;
  std::vector<std::byte> bytes;
  const auto append = [&bytes](std::uint32_t value, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) bytes.push_back(static_cast<std::byte>(value >> 8 * i));
  };
  append(static_cast<std::uint32_t>(picture.width()), 4);
  append(static_cast<std::uint32_t>(picture.height()), 4);
  append(static_cast<std::uint32_t>(picture.channels()), 4);
  append(sizeof(T), 4);
  hash.update(bytes);

  const std::size_t samples =
      static_cast<std::size_t>(picture.width()) * static_cast<std::size_t>(picture.channels());
  for (int y = 0; y < picture.height(); ++y) {
    const std::span<const T> row(picture.row(y), samples);
    if constexpr (sizeof(T) == 1) {
      hash.update(std::as_bytes(row));
    } else {
      bytes.clear();
      for (const T sample : row) append(sample, sizeof(T));
      hash.update(bytes);
    }
  }
  return hash.hex();
}

}  // namespace

std::string pixelDigest(ImageView<const std::uint8_t> picture) {
  return digestOf(picture);
}
std::string pixelDigest(ImageView<const std::uint16_t> picture) {
  return digestOf(picture);
}

}  // namespace gradevault
