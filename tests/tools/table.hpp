#pragma once

#include <opencv2/core.hpp>

#include "film_options.hpp"
#include "random.hpp"

namespace gradevault::film {

/// Draws a table top without light: CV_8UC3, BGR.
/// @param size in px; @param pxPerMm its scale, > 0.
/// Plain tables are painted boards with barely visible grain; textured ones are wood, cloth or stone.
cv::Mat drawTable(Table table, cv::Size size, double pxPerMm, Random& random);

}  // namespace gradevault::film
