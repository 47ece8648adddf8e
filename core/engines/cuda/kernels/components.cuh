#pragma once

#include "plane.cuh"

namespace gradevault::cuda {

// 8-connected areas of the pixels whose value is at least `least`, by union-find with atomicMin: labels only
// ever fall, and the label of an area ends as the index (y · width + x) of one of its pixels, its root,
// whatever the order of the threads. Two kernels: every pixel starts with the head of its run in the row,
// then runs that touch are joined. Method: Komura, "GPU-based cluster-labeling algorithm without the use of
// conventional iteration", 2015.
//
//   blocks of 128 × 1 pixels; grid: x along the row, y the row, z the frame. Frames of less than 2^31 pixels.

inline constexpr int noLabel = -1;

/// The root of what `label` belongs to; others may be joining meanwhile.
template <class Thread>
GRADEVAULT_DEVICE int rootOf(const Thread& thread, const Plane<int>& labels, int label) {
  for (int next = thread.fresh(labels, label % labels.width, label / labels.width); next != label;
       next = thread.fresh(labels, label % labels.width, label / labels.width)) {
    label = next;
  }
  return label;
}

/// Labels before anything is joined: a pixel points to the first one of its run within 32 columns, which
/// keeps paths short.
template <class Value>
struct StartLabels {
  static constexpr int threads = 128;
  static constexpr int segment = 32;
  Stack<const Value> values;
  Stack<int> labels;
  int least = 0;

  Grid grid(int frames) const { return {partsOf(values.width, threads), values.height, frames, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    if (x >= values.width) return;
    const auto source = thread.layer(values, thread.blockZ());
    int label = noLabel;
    if (thread.load(source, x, y) >= least) {
      int head = x;
      while (head % segment != 0 && thread.load(source, head - 1, y) >= least) --head;
      label = y * values.width + head;
    }
    thread.store(thread.layer(labels, thread.blockZ()), x, y, label);
  }
};

/// Joins what touches: each pixel with its left neighbour where a segment begins, and with the row above.
struct JoinLabels {
  static constexpr int threads = 128;
  static constexpr int segment = StartLabels<unsigned char>::segment;
  Stack<int> labels;

  Grid grid(int frames) const { return {partsOf(labels.width, threads), labels.height, frames, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    const auto plane = thread.layer(labels, thread.blockZ());
    if (x >= labels.width || thread.fresh(plane, x, y) == noLabel) return;
    const auto labelled = [&](int nx, int ny) {
      return nx >= 0 && nx < labels.width && ny >= 0 && thread.fresh(plane, nx, ny) != noLabel;
    };
    const int here = y * labels.width + x;
    if (x % segment == 0 && labelled(x - 1, y)) join(thread, plane, here, here - 1);
    if (labelled(x, y - 1)) {
      // The upper left and upper right neighbours touch the upper one, so they are joined already or will be.
      join(thread, plane, here, here - labels.width);
      return;
    }
    if (labelled(x - 1, y - 1)) join(thread, plane, here, here - labels.width - 1);
    if (labelled(x + 1, y - 1)) join(thread, plane, here, here - labels.width + 1);
  }

 private:
  template <class Thread>
  GRADEVAULT_DEVICE static void join(const Thread& thread, const Plane<int>& plane, int a, int b) {
    for (;;) {
      a = rootOf(thread, plane, a);
      b = rootOf(thread, plane, b);
      if (a == b) return;
      const int high = a > b ? a : b;
      const int low = a > b ? b : a;
      const int before = thread.atomicMin(plane, high % plane.width, high / plane.width, low);
      if (before == high) return;
      // Somebody else had joined `high` to `before` meanwhile; that and `low` still have to meet.
      a = before;
      b = low;
    }
  }
};

}  // namespace gradevault::cuda
