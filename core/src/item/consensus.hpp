#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <span>
#include <vector>

#include "candidates.hpp"

namespace gradevault::item {

/// What stays the same from frame to frame when two quads are of one flat thing.
struct Look {
  double aspect = 1;  ///< width / height of the quad's sides
  double share = 0;   ///< of the frame's area
  cv::Mat thumbnail;  ///< CV_32FC1, 48 rows × 32 columns, the rectified item's lightness, mean 0, length 1
};

[[nodiscard]] Look lookOf(RgbView frame, const Quad& quad);

/// 0 … 1: how well two looks agree, `turn` quarter turns of the second's corners apart.
[[nodiscard]] double agreement(const Look& a, const Look& b);

/// For each frame the index of the chosen candidate, or nothing when the frame has none. Chosen together: the
/// greatest sum of the scores and of the agreement between all pairs of frames, found from every candidate as
/// a start by choosing what fits it best, then frame by frame until nothing changes.
[[nodiscard]] std::vector<std::optional<std::size_t>> chooseTogether(
    std::span<const std::vector<Candidate>> candidates, std::span<const std::vector<Look>> looks);

}  // namespace gradevault::item
