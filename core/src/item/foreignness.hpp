#pragma once

#include <opencv2/core.hpp>

#include "work_picture.hpp"

namespace gradevault::item {

/// How little a pixel looks like the table. Both maps are CV_32FC1 of the work picture's size, 0 (table) … 1.
struct Foreignness {
  cv::Mat colour;   ///< from a model of the colours along the frame's border
  cv::Mat barrier;  ///< from the barrier that every path to the frame's border has to cross
};

[[nodiscard]] Foreignness measureForeignness(const WorkPicture& work);

/// Squared Mahalanobis distance d² to the nearest of up to four colour clusters of the frame's border (6 % of
/// the shorter side), as d² / (d² + 9).
[[nodiscard]] cv::Mat colourForeignness(const cv::Mat& smoothLab);

/// Minimum barrier distance b to the frame's border: over all paths the least of (maximum − minimum), here
/// the sum over the channels, by raster scans (Zhang et al., Minimum Barrier Salient Object Detection at 80
/// FPS, ICCV 2015), as b / (b + 10). A closed outline shows as a step even where its inside has the table's
/// colour.
[[nodiscard]] cv::Mat barrierForeignness(const cv::Mat& smoothLab);

}  // namespace gradevault::item
