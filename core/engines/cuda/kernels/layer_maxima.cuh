#pragma once

#include "block_max.cuh"
#include "plane.cuh"

namespace gradevault::cuda {

/// 255 where every frame's mask is set, else 0.
///
///   block: 128 × 1 pixels; grid: x along the row, y the row
struct IntersectMasks {
  static constexpr int threads = 128;
  Stack<const unsigned char> masks;
  Stack<unsigned char> everywhere;  ///< one layer

  Grid grid() const { return {partsOf(masks.width, threads), masks.height, 1, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    if (x >= masks.width) return;
    bool set = true;
    for (int i = 0; i < masks.layers; ++i) set = set && thread.load(thread.layer(masks, i), x, y) != 0;
    thread.store(thread.layer(everywhere, 0), x, y, static_cast<unsigned char>(set ? 255 : 0));
  }
};

/// The largest value of a layer over the valid pixels.
///
///   block: 128 × 16 pixels; grid: x the columns, y the rows
template <class Value>
struct FindMaximum {
  static constexpr int threads = 128;
  static constexpr int rows = 16;
  struct Shared {
    long long cells[threads];
  };
  Stack<const Value> values;         ///< one layer
  Stack<const unsigned char> valid;  ///< one layer
  Plane<long long> maximum;          ///< element (place, 0); 0 before
  int place = 0;

  Grid grid() const { return {partsOf(values.width, threads), partsOf(values.height, rows), 1, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    Shared& shared = thread.template shared<Shared>();
    const int x = thread.blockX() * threads + thread.index();
    const int top = thread.blockY() * rows;
    const auto source = thread.layer(values, 0);
    const auto mask = thread.layer(valid, 0);
    long long most = 0;
    for (int y = top; x < values.width && y < top + rows && y < values.height; ++y) {
      if (thread.load(mask, x, y) == 0) continue;
      const long long value = thread.load(source, x, y);
      most = value > most ? value : most;
    }
    most = blockMax(thread, shared.cells, most);
    if (thread.index() == 0) thread.atomicMax(maximum, place, 0, most);
  }
};

}  // namespace gradevault::cuda
