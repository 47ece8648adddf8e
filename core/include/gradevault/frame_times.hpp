#pragma once

#include <span>
#include <vector>

#include "gradevault/scan.hpp"

namespace gradevault {

/// What a capture's time stamps amount to.
struct FrameTimes {
  std::vector<double> seconds;  ///< one a frame, since the first frame
  double frameRate = 0;         ///< frames / s: the exact rate, or the mean when variable; 0 for fewer than two frames
  bool variable = false;        ///< no constant rate explains the time stamps
};

/// Containers keep the same moments in different units (Matroska in whole ms, mp4 in 1/90000 s, …). When a constant rate,
/// n or n · 1000/1001 frames a second, explains every time stamp within 1.1 ms (frames may be missing in between), the
/// times become exact multiples of it, so that the same video gives the same results from every container. Otherwise
/// they are rounded to ms. `seconds` are the decoder's, the first one 0, never decreasing.
[[nodiscard]] FrameTimes regularTimes(std::span<const double> seconds);

/// The same of records, whose times become the regular ones.
[[nodiscard]] FrameTimes regulate(std::span<FrameRecord> records);

}  // namespace gradevault
