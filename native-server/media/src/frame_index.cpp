#include "frame_index.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace gradevault::media {
namespace {

// Odd multipliers (from the fractional parts of square roots); each step is a bijection of the lane, so that
// a single changed word always changes the lane.
constexpr std::array<std::uint64_t, 4> multipliers{0x9e3779b97f4a7c15, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b,
                                                   0xa54ff53a5f1d36f1};

std::uint64_t mixed(std::uint64_t lane, std::uint64_t word, std::uint64_t multiplier) {
  return std::rotl((lane ^ word) * multiplier, 29);
}

}  // namespace

std::uint64_t fingerprint(GrayView luma) noexcept {
  std::array<std::uint64_t, 4> lanes{static_cast<std::uint64_t>(luma.width()),
                                     static_cast<std::uint64_t>(luma.height()), 3, 4};
  const auto width = static_cast<std::size_t>(luma.width());
  for (int y = 0; y < luma.height(); ++y) {
    const std::uint8_t* row = luma.row(y);
    std::size_t x = 0;
    for (; x + 32 <= width; x += 32) {  // four independent lanes keep the multiplier busy
      std::array<std::uint64_t, 4> words;
      std::memcpy(words.data(), row + x, sizeof(words));
      for (std::size_t i = 0; i < 4; ++i) lanes[i] = mixed(lanes[i], words[i], multipliers[i]);
    }
    for (; x < width; ++x) lanes[0] = mixed(lanes[0], row[x], multipliers[0]);
  }
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < 4; ++i) all = mixed(all, lanes[i], multipliers[i]);
  return all ^ (all >> 32U);
}

void FrameIndex::add(const Picture& picture, GrayView luma) {
  const auto seen = luma.empty() ? std::nullopt : std::optional(fingerprint(luma));
  frames_.push_back({seen, picture.identity, picture.packet, picture.time});
}

std::span<const KeyPacket> FrameIndex::keysUpTo(const Frame& frame) const {
  const auto end =
      std::upper_bound(keys_.begin(), keys_.end(), frame.packet,
                       [](std::int64_t packet, const KeyPacket& key) { return packet < key.number; });
  return {keys_.begin(), end};
}

}  // namespace gradevault::media
