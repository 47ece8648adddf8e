#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "gradevault/align.hpp"
#include "gradevault/analyze/analyze.hpp"
#include "gradevault/defect_maps.hpp"
#include "gradevault/golden_picture.hpp"
#include "gradevault/rectify.hpp"

namespace gradevault::analyze {

/// One selected frame on its way through item, rectify and align; everything upright.
struct GoldenFrame : GoldenPicture {
  std::optional<RgbImage> display;  ///< tone-mapped, for people, when the capture is HDR
  RectifiedFrame rectified;    ///< warped, or whole without a quad
  AlignedPictures aligned;     ///< onto the reference; the reference itself is aligned with the identity
};

/// The golden frames, best first, and which of them the others are aligned to.
struct GoldenFrames {
  std::vector<GoldenFrame> frames;
  std::size_t reference = 0;   ///< the sharpest with a quad, else the sharpest

  /// What core makes the report of.
  [[nodiscard]] std::vector<const GoldenPicture*> pictures() const;
};

/// Decodes the frames again in colour, turns them upright and looks for the item and how sharp it is. Timings: goldenDecode, item.
[[nodiscard]] Result<GoldenFrames> readGoldenFrames(media::VideoReader& reader, std::span<const int> selected,
                                                    const Options& options, const Services& services,
                                                    std::map<std::string, double>& timings);

/// Warps every frame to the reference's size. Timing: rectify.
void rectifyAll(GoldenFrames& golden, const Options& options, const Services& services,
                std::map<std::string, double>& timings);

/// Brings every frame onto the reference. Timing: align.
void alignAll(GoldenFrames& golden, const Options& options, const Services& services,
              std::map<std::string, double>& timings);

/// What the engine's defect maps take: the frames whose alignment worked, the reference first.
[[nodiscard]] std::vector<AlignedFrame> alignedFrames(const GoldenFrames& golden);

}  // namespace gradevault::analyze
