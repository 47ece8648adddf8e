#include "noise_texture.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace gradevault::film {
namespace {

/// Weights of the uniform cubic B-spline for the four lattice points around `t` in 0 … 1.
std::array<float, 4> splineWeights(double t) {
  const double u = 1 - t;
  return {static_cast<float>(u * u * u / 6), static_cast<float>((3 * t * t * t - 6 * t * t + 4) / 6),
          static_cast<float>((3 * u * u * u - 6 * u * u + 4) / 6), static_cast<float>(t * t * t / 6)};
}

/// Adds `strength` · lattice to `sum`, interpolated along x and then along y. Written out because
/// cv::warpAffine rounds places to 1/32 of a cell, which shows as steps where a cell is hundreds of px wide.
void addOctave(const cv::Mat& lattice, cv::Size2d cell, float strength, cv::Mat& sum) {
  cv::Mat stretched(lattice.rows, sum.cols, CV_32FC1);
  for (int x = 0; x < sum.cols; ++x) {
    const double place = x / cell.width;
    const int first = static_cast<int>(place);
    const auto weights = splineWeights(place - first);
    for (int y = 0; y < lattice.rows; ++y) {
      const auto* row = lattice.ptr<float>(y) + first;
      stretched.at<float>(y, x) =
          weights[0] * row[0] + weights[1] * row[1] + weights[2] * row[2] + weights[3] * row[3];
    }
  }
  for (int y = 0; y < sum.rows; ++y) {
    const double place = y / cell.height;
    const int first = static_cast<int>(place);
    auto weights = splineWeights(place - first);
    for (float& weight : weights) weight *= strength;
    const auto* a = stretched.ptr<float>(first);
    const auto* b = stretched.ptr<float>(first + 1);
    const auto* c = stretched.ptr<float>(first + 2);
    const auto* d = stretched.ptr<float>(first + 3);
    auto* out = sum.ptr<float>(y);
    for (int x = 0; x < sum.cols; ++x) {
      out[x] += weights[0] * a[x] + weights[1] * b[x] + weights[2] * c[x] + weights[3] * d[x];
    }
  }
}

}  // namespace

cv::Mat whiteNoise(cv::Size size, Random& random) {
  cv::Mat noise(size, CV_32FC1);
  for (int y = 0; y < size.height; ++y) {
    auto* row = noise.ptr<float>(y);
    for (int x = 0; x < size.width; ++x) row[x] = static_cast<float>(random.gaussian());
  }
  return noise;
}

cv::Mat fractalNoise(cv::Size size, cv::Size2d cell, int octaves, Random& random) {
  cv::Mat sum = cv::Mat::zeros(size, CV_32FC1);
  // The spline keeps about half of the lattice's standard deviation.
  float strength = 0.9F;
  for (int octave = 0; octave < octaves; ++octave) {
    const double shrink = std::exp2(-octave);
    const cv::Size2d step(std::max(1.0, cell.width * shrink), std::max(1.0, cell.height * shrink));
    const cv::Size lattice(cvFloor((size.width - 1) / step.width) + 4,
                           cvFloor((size.height - 1) / step.height) + 4);
    addOctave(whiteNoise(lattice, random), step, strength, sum);
    strength *= 0.5F;
  }
  return sum;
}

}  // namespace gradevault::film
