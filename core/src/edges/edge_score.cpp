#include "edges/edge_score.hpp"

#include <algorithm>
#include <cmath>

namespace gradevault {
namespace {

template <class T>
float maximumOverValid(const Image<T>& layer, GrayView valid) {
  T maximum = 0;
  for (int y = 0; y < valid.height(); ++y) {
    const T* row = layer.view().row(y);
    for (int x = 0; x < valid.width(); ++x) {
      if (valid.row(y)[x] != 0) maximum = std::max(maximum, row[x]);
    }
  }
  return static_cast<float>(maximum);
}

float share(float value, float maximum) {
  return maximum > 0.0F ? value / maximum : 0.0F;
}

std::uint16_t toScore(float score) {
  return static_cast<std::uint16_t>(std::min(static_cast<int>(score * 65535.0F + 0.5F), 65535));
}

}  // namespace

ScoreImage frameScore(const EdgeLayers& layers, GrayView valid) {
  const float mostCanny = maximumOverValid(layers.canny, valid);
  const float mostLaplacian = maximumOverValid(layers.laplacian, valid);
  const float mostGradient = std::sqrt(maximumOverValid(layers.gradient, valid));
  const float mostDeviation = std::sqrt(maximumOverValid(layers.deviation, valid));

  ScoreImage score(valid.width(), valid.height());
  for (int y = 0; y < valid.height(); ++y) {
    for (int x = 0; x < valid.width(); ++x) {
      if (valid.at(x, y) == 0) continue;
      const float canny = share(static_cast<float>(layers.canny.at(x, y)), mostCanny);
      const float laplacian = share(static_cast<float>(layers.laplacian.at(x, y)), mostLaplacian);
      const float gradient = share(std::sqrt(static_cast<float>(layers.gradient.at(x, y))), mostGradient);
      const float deviation = share(std::sqrt(static_cast<float>(layers.deviation.at(x, y))), mostDeviation);
      score.at(x, y) = toScore(((0.45F * canny + 0.25F * laplacian) + 0.20F * gradient) + 0.10F * deviation);
    }
  }
  return score;
}

}  // namespace gradevault
