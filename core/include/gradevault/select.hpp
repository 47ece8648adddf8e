#pragma once

#include <span>
#include <vector>

#include "gradevault/options.hpp"
#include "gradevault/scan.hpp"

namespace gradevault {

struct Selection {
  std::vector<int> frames;    ///< indices, best (sharpest) first
  bool stable = true;         ///< false: no stable frame was there and `frames` holds just the sharpest one
  double stableShare = 0;     ///< stable frames / frames that have a motion; 0 without any
};

/// px/s at a long side of 640 px of frame `index`: its motion on the quick luma divided by the time since the frame
/// before; absent where the motion is. `quickSize` is the quick luma's.
[[nodiscard]] std::optional<double> motionPerSecond(std::span<const FrameRecord> frames, int index, Size quickSize);

/// Golden frames from the quick series: stable ones (neither their own motion nor the next frame's over `maxMotion`), sharpest
/// first, ties to the earlier, `goldenSpacing` seconds apart, at least `goldenSharpness` of the sharpest one's sharpness, at most
/// `goldenFrames`. Empty only when every frame is lost or there is none.
[[nodiscard]] Selection selectGoldenFrames(std::span<const FrameRecord> frames, Size quickSize, const Options& options);

/// The same where only the frames `among` (ascending) can be chosen, because of others no picture is left; `stableShare` is of
/// all. Empty only when all of `among` are lost or there are none.
[[nodiscard]] Selection selectGoldenFramesAmong(std::span<const int> among, std::span<const FrameRecord> frames, Size quickSize,
                                                const Options& options);

}  // namespace gradevault
