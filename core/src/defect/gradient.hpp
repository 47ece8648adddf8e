#pragma once

#include <opencv2/core.hpp>

namespace gradevault {

/// Squared length of the 3×3 Sobel gradient of an 8-bit picture, exact in 32-bit integers; border replicated.
[[nodiscard]] cv::Mat squaredGradient(const cv::Mat& gray);

/// Sum over the `side` × `side` px around every pixel of an 8- or 16-bit picture, in 32-bit integers; border
/// replicated.
[[nodiscard]] cv::Mat windowSum(const cv::Mat& picture, int side);

/// Canny edges (0 or 255, aperture 3, L1) summed over `side` × `side` px.
[[nodiscard]] cv::Mat edgeDensity(const cv::Mat& gray, double low, double high, int side);

}  // namespace gradevault
