#pragma once

#include <opencv2/core.hpp>

#include "random.hpp"

namespace gradevault::film {

/// Smooth fractal noise: octaves of random lattices, each half as coarse and half as strong as the one
/// before.
/// @param size of the result in px.
/// @param cell size of the coarsest lattice cell in px, in x and in y; each ≥ 1.
/// @param octaves ≥ 1.
/// @return CV_32FC1, roughly mean 0 and standard deviation 0.5.
cv::Mat fractalNoise(cv::Size size, cv::Size2d cell, int octaves, Random& random);

/// Independent normal noise, CV_32FC1, mean 0, standard deviation 1.
cv::Mat whiteNoise(cv::Size size, Random& random);

}  // namespace gradevault::film
