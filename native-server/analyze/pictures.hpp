#pragma once

#include <optional>
#include <string>
#include <vector>

#include "golden_frames.hpp"
#include "gradevault/artifacts/result_folder.hpp"
#include "gradevault/defect.hpp"
#include "gradevault/defect_maps.hpp"

namespace gradevault::analyze {

/// What was found on the rectified reference frame.
struct DefectFindings {
  DefectMaps maps;
  std::vector<Region> regions;
};

/// "region_spine_crop.png" and so on; kind is crop, mask or overlay.
[[nodiscard]] std::string regionPictureName(std::string_view region, std::string_view kind);

/// Draws, encodes and writes every picture of an analysis, several at a time; the list keeps a fixed order.
/// golden_NN, rectified_NN (with a quad); with defects also structure_NN, overlay_NN, defect_mask, defect_heatmap,
/// defect_score (16-bit grey) and crop, mask and overlay of every region.
[[nodiscard]] Result<std::vector<ArtifactReport>> writePictures(const artifacts::ResultFolder& folder,
                                                                const GoldenFrames& golden,
                                                                const std::optional<DefectFindings>& defects,
                                                                const Services& services);

}  // namespace gradevault::analyze
