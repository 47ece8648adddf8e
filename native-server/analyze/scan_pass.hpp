#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine_team.hpp"
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

/// Reads `reader` to its end and scans every frame, with all members of the team at once; when an engine fails and another
/// takes over, that one goes on with the frames that were not done. The result does not depend on who scanned what.
/// Adds to timings: decode (what the scan waited for it), scan.
[[nodiscard]] Result<ScanPass> scanCapture(media::VideoReader& reader, EngineTeam& team, const Options& options,
                                           const Services& services, std::map<std::string, double>& timings);

}  // namespace gradevault::analyze
