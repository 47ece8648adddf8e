#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>

#include "gradevault/image.hpp"
#include "gradevault/report.hpp"

namespace gradevault {

/// SHA-256 (FIPS 180-4), fed piece by piece.
class Sha256 {
 public:
  Sha256();
  void update(std::span<const std::byte> bytes);
  /// The digest of all that was fed, as 64 lower-case hex digits. Call once.
  [[nodiscard]] std::string hex();

 private:
  void block(const std::byte* bytes);
  std::array<std::uint32_t, 8> state_;
  std::array<std::byte, 64> pending_{};
  std::size_t pendingBytes_ = 0;
  std::uint64_t totalBytes_ = 0;
};

/// SHA-256 over width, height, channels, bytes a sample (four 32-bit little-endian words) and the pixels row
/// by row, little-endian.
[[nodiscard]] std::string pixelDigest(ImageView<const std::uint8_t> picture);
[[nodiscard]] std::string pixelDigest(ImageView<const std::uint16_t> picture);

/// `"sha256:…"` over the report's canonical results (how the pictures were understood, options, series,
/// golden frames, checks, verdict, defects) and the digests of the raw pixels behind them (`pixels`: name →
/// pixelDigest). Left out: what may differ between two runs on the same pictures: engine, timings, cost, the
/// file's name, bytes, container and times, artifacts, texts for people. Doubles count with all their 64
/// bits, −0 as 0. docs/decisions/0004-result-digest.md lists it member by member.
[[nodiscard]] std::string resultDigest(const Report& report,
                                       const std::map<std::string, std::string>& pixels);

}  // namespace gradevault
