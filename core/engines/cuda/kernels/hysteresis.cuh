#pragma once

#include "components.cuh"

namespace gradevault::cuda {

// Canny's hysteresis as pure reachability: of the areas of ridges over the low threshold (components.cuh),
// those count that hold one over the high threshold. Three passes, one a pair of thresholds, add their
// hundredths.
//
//   blocks of 128 × 1 pixels; grid: x along the row, y the row, z the frame

/// Marks the roots of areas with a ridge over `high`.
struct MarkStrongAreas {
  static constexpr int threads = 128;
  Stack<const unsigned short> ridges;
  Stack<int> labels;  ///< joined
  Stack<int> strong;  ///< 0 before; 1 at the roots
  int high = 0;

  Grid grid(int frames) const { return {partsOf(ridges.width, threads), ridges.height, frames, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    if (x >= ridges.width || thread.load(thread.layer(ridges, thread.blockZ()), x, y) <= high) return;
    const int root = rootOf(thread, thread.layer(labels, thread.blockZ()), y * ridges.width + x);
    thread.atomicMax(thread.layer(strong, thread.blockZ()), root % ridges.width, root / ridges.width, 1);
  }
};

/// Adds `hundredths` where an edge is.
struct AddEdges {
  static constexpr int threads = 128;
  Stack<int> labels;
  Stack<const int> strong;
  Stack<unsigned char> canny;
  int hundredths = 0;
  bool first = true;  ///< of the passes: what `canny` held does not count

  Grid grid(int frames) const { return {partsOf(canny.width, threads), canny.height, frames, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    if (x >= canny.width) return;
    const auto plane = thread.layer(labels, thread.blockZ());
    const auto out = thread.layer(canny, thread.blockZ());
    const int label = thread.fresh(plane, x, y);
    int edge = 0;
    if (label != noLabel) {
      const int root = rootOf(thread, plane, label);
      edge = thread.load(thread.layer(strong, thread.blockZ()), root % canny.width, root / canny.width);
    }
    const int before = first ? 0 : thread.fresh(out, x, y);
    thread.store(out, x, y, static_cast<unsigned char>(before + (edge != 0 ? hundredths : 0)));
  }
};

}  // namespace gradevault::cuda
