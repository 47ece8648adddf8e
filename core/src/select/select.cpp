#include "gradevault/select.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gradevault {
namespace {

/// Frame times are rounded doubles: two frames that the container puts exactly `goldenSpacing` apart may
/// differ from it in the last digit.
constexpr double timeTolerance = 1e-9;

/// The frame size that `Options::maxMotion` is stated for.
constexpr double statedLongSide = 640.0;

bool sharpEarlierFirst(std::span<const FrameRecord> frames, int a, int b) {
  const double sharpnessA = frames[static_cast<std::size_t>(a)].scan->quick.sharpness;
  const double sharpnessB = frames[static_cast<std::size_t>(b)].scan->quick.sharpness;
  return sharpnessA != sharpnessB ? sharpnessA > sharpnessB : a < b;
}

/// A frame is stable when neither the way to it nor the way on from it is fast: flow measures the fast start of a movement
/// too short where the table has little texture.
bool isStable(std::span<const FrameRecord> frames, int index, Size quickSize, double maxMotion) {
  const std::optional<double> speed = motionPerSecond(frames, index, quickSize);
  if (!speed || *speed > maxMotion) return false;
  const int next = index + 1;
  const std::optional<double> after = static_cast<std::size_t>(next) < frames.size()
                                          ? motionPerSecond(frames, next, quickSize)
                                          : std::nullopt;
  return !after || *after <= maxMotion;
}

bool farFromAll(std::span<const FrameRecord> frames, const std::vector<int>& chosen, int index,
                double spacing) {
  const double time = frames[static_cast<std::size_t>(index)].time;
  return std::all_of(chosen.begin(), chosen.end(), [&](int other) {
    return std::abs(frames[static_cast<std::size_t>(other)].time - time) >= spacing - timeTolerance;
  });
}

template <class MayBeChosen>
Selection select(std::span<const FrameRecord> frames, Size quickSize, const Options& options, MayBeChosen mayBeChosen) {
  std::vector<int> scanned;
  std::vector<int> stable;
  int moving = 0;
  int still = 0;
  for (int i = 0; i < static_cast<int>(frames.size()); ++i) {
    if (!frames[static_cast<std::size_t>(i)].scan) continue;
    if (mayBeChosen(i)) scanned.push_back(i);
    if (!motionPerSecond(frames, i, quickSize)) continue;
    ++moving;
    if (!isStable(frames, i, quickSize, options.maxMotion)) continue;
    ++still;
    if (mayBeChosen(i)) stable.push_back(i);
  }

  const auto better = [&](int a, int b) { return sharpEarlierFirst(frames, a, b); };
  Selection selection;
  selection.stable = !stable.empty();
  selection.stableShare = moving == 0 ? 0.0 : static_cast<double>(still) / moving;
  if (stable.empty()) {
    if (!scanned.empty()) selection.frames = {*std::min_element(scanned.begin(), scanned.end(), better)};
    return selection;
  }
  std::sort(stable.begin(), stable.end(), better);
  const auto sharpness = [&](int frame) { return frames[static_cast<std::size_t>(frame)].scan->quick.sharpness; };
  const double floor = options.goldenSharpness * sharpness(stable.front());
  for (const int candidate : stable) {
    if (static_cast<int>(selection.frames.size()) >= options.goldenFrames || sharpness(candidate) < floor) break;
    if (farFromAll(frames, selection.frames, candidate, options.goldenSpacing))
      selection.frames.push_back(candidate);
  }
  return selection;
}

}  // namespace

std::optional<double> motionPerSecond(std::span<const FrameRecord> frames, int index, Size quickSize) {
  const auto at = static_cast<std::size_t>(index);
  if (at == 0 || !frames[at].scan || !frames[at].scan->quick.motion) return std::nullopt;
  const double motion = *frames[at].scan->quick.motion;
  if (motion == 0.0) return 0.0;
  const double elapsed = frames[at].time - frames[at - 1].time;
  if (!(elapsed > 0.0)) return std::numeric_limits<double>::infinity();
  return motion * (statedLongSide / std::max(quickSize.width, quickSize.height)) / elapsed;
}

Selection selectGoldenFrames(std::span<const FrameRecord> frames, Size quickSize, const Options& options) {
  return select(frames, quickSize, options, [](int) { return true; });
}

Selection selectGoldenFramesAmong(std::span<const int> among, std::span<const FrameRecord> frames, Size quickSize,
                                  const Options& options) {
  return select(frames, quickSize, options,
                [&](int frame) { return std::binary_search(among.begin(), among.end(), frame); });
}

}  // namespace gradevault
