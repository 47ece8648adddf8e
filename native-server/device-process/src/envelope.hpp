#pragma once

#include <cstdint>

namespace gradevault::device_process {

/// What the parent asks for.
enum class Call : std::uint32_t { start = 1, makeScanner, scan, releaseScanner, defectMaps, listDevices };

/// What every message begins with. Both sides are one program, so bytes are as they lie in memory.
struct Envelope {
  static constexpr std::uint32_t mark = 0x47564450;  ///< "GVDP"
  std::uint32_t magic = mark;
  std::uint32_t sequence = 0;  ///< an answer has its question's
  Call call = Call::start;
};

}  // namespace gradevault::device_process
