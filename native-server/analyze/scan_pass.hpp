#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine_relay.hpp"
#include "gradevault/analyze/analyze.hpp"
#include "gradevault/frame_times.hpp"
#include "gradevault/scan.hpp"

namespace gradevault::analyze {

/// The whole capture, scanned once; a few frames in memory at a time.
struct ScanPass {
  std::vector<FrameRecord> frames;  ///< times already regular
  FrameTimes times;
  int brokenPackets = 0;
  Size quickCoded;                  ///< px of the quick luma, coded orientation
};

/// Reads `reader` to its end and scans every frame; when an engine fails and another takes over, that one goes on with the
/// frames that were not done. Adds to timings: decode, scan.
[[nodiscard]] Result<ScanPass> scanCapture(media::VideoReader& reader, EngineRelay& engine, const Options& options,
                                           const Services& services, std::map<std::string, double>& timings);

}  // namespace gradevault::analyze
