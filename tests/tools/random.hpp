#pragma once

#include <array>
#include <cstdint>

namespace gradevault::film {

/// What a stream of random numbers is for. Each purpose has its own stream, so that changing how a cover is
/// drawn does not change how the hand moves.
enum class Stream : std::uint64_t {
  item = 1,
  artwork,
  damage,
  table,
  hand,
  focus,
  lamp,
  exposure,
  noise,
  scene
};

/// xoshiro256** (Blackman and Vigna), seeded by splitmix64. All distributions are written out here in integer
/// arithmetic followed by one exact scaling: the C++ library's distributions differ from library to library.
class Random {
 public:
  Random(std::uint64_t seed, Stream stream) {
    // Stirred before it counts: neighbouring seeds would otherwise share three words of four.
    std::uint64_t counter = stir(stir(seed) + static_cast<std::uint64_t>(stream));
    for (auto& word : state_) word = stir(counter += kWeyl);
  }

  std::uint64_t next() {
    const std::uint64_t result = rotateLeft(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotateLeft(state_[3], 45);
    return result;
  }

  /// Uniform in [low, high).
  double uniform(double low, double high) {
    return low + (high - low) * (static_cast<double>(next() >> 11) * 0x1.0p-53);
  }

  /// Uniform over the whole numbers low … high, both included; low ≤ high.
  int integer(int low, int high) {
    const auto span = static_cast<std::uint64_t>(high - low) + 1;
    return low + static_cast<int>((next() >> 32) * span >> 32);
  }

  bool chance(double probability) { return uniform(0, 1) < probability; }

  /// -1 or 1.
  double sign() { return (next() >> 63) != 0 ? 1.0 : -1.0; }

  /// Mean 0, standard deviation 1, never beyond ±6: the sum of twelve 16-bit uniforms.
  double gaussian() {
    std::int64_t sum = 0;
    for (int i = 0; i < 3; ++i) {
      const std::uint64_t word = next();
      for (int shift = 0; shift < 64; shift += 16) sum += static_cast<std::int64_t>((word >> shift) & 0xffff);
    }
    return static_cast<double>(2 * sum - 12 * 65535) * 0x1.0p-17;
  }

 private:
  static constexpr std::uint64_t kWeyl = 0x9e3779b97f4a7c15ULL;

  static std::uint64_t stir(std::uint64_t z) {
    z += kWeyl;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }

  static std::uint64_t rotateLeft(std::uint64_t value, int by) {
    return (value << by) | (value >> (64 - by));
  }

  std::array<std::uint64_t, 4> state_{};
};

}  // namespace gradevault::film
