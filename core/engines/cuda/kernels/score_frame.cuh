#pragma once

#include "plane.cuh"

namespace gradevault::cuda {

/// The maxima of a frame's layers, as FindMaximum leaves them side by side.
enum LayerMaximum { mostCanny, mostLaplacian, mostGradient, mostDeviation, layerMaxima };

/// One frame's score in steps of 1/65535; frameScore of edges/edge_score.hpp, the same expression.
///
///   block: 128 × 1 pixels; grid: x along the row, y the row
struct ScoreFrame {
  static constexpr int threads = 128;
  Stack<const unsigned char> canny;  ///< all one layer
  Stack<const unsigned short> laplacian;
  Stack<const int> gradient;
  Stack<const int> deviation;
  Stack<const unsigned char> valid;
  Plane<const long long> maxima;
  Stack<unsigned short> score;

  Grid grid() const { return {partsOf(score.width, threads), score.height, 1, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    if (x >= score.width) return;
    const auto out = thread.layer(score, 0);
    if (thread.load(thread.layer(valid, 0), x, y) == 0) {
      thread.store(out, x, y, 0);
      return;
    }
    const auto most = [&](int layer) { return static_cast<float>(thread.load(maxima, layer, 0)); };
    const auto share = [&](float value, float maximum) {
      return maximum > 0.0F ? thread.quotient(value, maximum) : 0.0F;
    };
    const auto value = [&](const auto& layer) {
      return static_cast<float>(thread.load(thread.layer(layer, 0), x, y));
    };
    const float c = share(value(canny), most(mostCanny));
    const float l = share(value(laplacian), most(mostLaplacian));
    const float s = share(thread.squareRoot(value(gradient)), thread.squareRoot(most(mostGradient)));
    const float d = share(thread.squareRoot(value(deviation)), thread.squareRoot(most(mostDeviation)));
    const float sum = ((0.45F * c + 0.25F * l) + 0.20F * s) + 0.10F * d;
    const int steps = static_cast<int>(sum * 65535.0F + 0.5F);
    thread.store(out, x, y, static_cast<unsigned short>(steps < 65535 ? steps : 65535));
  }
};

}  // namespace gradevault::cuda
