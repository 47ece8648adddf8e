#pragma once

#include "components.cuh"

namespace gradevault::cuda {

/// What is known of each area, at the place of its root; the planes of a frame, in this order.
enum BlobPlane { blobPixels, blobLeft, blobTop, blobRight, blobBottom, blobPlanes };

/// Makes the planes ready: no pixels, and boxes that any pixel widens.
struct StartBlobs {
  static constexpr int threads = 128;
  Stack<int> blobs;  ///< `blobPlanes` a frame

  Grid grid(int frames) const { return {partsOf(blobs.width, threads), blobs.height, frames, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    if (x >= blobs.width) return;
    const int first = thread.blockZ() * blobPlanes;
    thread.store(thread.layer(blobs, first + blobPixels), x, y, 0);
    thread.store(thread.layer(blobs, first + blobLeft), x, y, blobs.width);
    thread.store(thread.layer(blobs, first + blobTop), x, y, blobs.height);
    thread.store(thread.layer(blobs, first + blobRight), x, y, -1);
    thread.store(thread.layer(blobs, first + blobBottom), x, y, -1);
  }
};

/// Pixels and bounding boxes of the areas. Only a run's first pixel speaks, for its whole run, so that a
/// large area's root is not stormed.
struct MeasureBlobs {
  static constexpr int threads = 128;
  Stack<int> labels;  ///< joined
  Stack<int> blobs;   ///< `blobPlanes` a frame, ready

  Grid grid(int frames) const { return {partsOf(labels.width, threads), labels.height, frames, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    const auto plane = thread.layer(labels, thread.blockZ());
    if (x >= labels.width || thread.fresh(plane, x, y) == noLabel) return;
    if (x > 0 && thread.fresh(plane, x - 1, y) != noLabel) return;
    int end = x + 1;
    while (end < labels.width && thread.fresh(plane, end, y) != noLabel) ++end;
    const int root = rootOf(thread, plane, y * labels.width + x);
    const int rootX = root % labels.width;
    const int rootY = root / labels.width;
    const int first = thread.blockZ() * blobPlanes;
    thread.atomicAdd(thread.layer(blobs, first + blobPixels), rootX, rootY, end - x);
    thread.atomicMin(thread.layer(blobs, first + blobLeft), rootX, rootY, x);
    thread.atomicMin(thread.layer(blobs, first + blobTop), rootX, rootY, y);
    thread.atomicMax(thread.layer(blobs, first + blobRight), rootX, rootY, end - 1);
    thread.atomicMax(thread.layer(blobs, first + blobBottom), rootX, rootY, y);
  }
};

/// Lists the areas of at least `leastPixels`, in no order; the count may exceed the list, which then holds
/// the first that came.
struct CollectBlobs {
  static constexpr int threads = 128;
  Stack<const int> labels;
  Stack<const int> blobs;
  Plane<int> counts;  ///< row 0, one element a frame; 0 before
  Stack<int> list;    ///< one layer a frame: a row of `blobPlanes` elements a blob
  int leastPixels = 1;

  Grid grid(int frames) const { return {partsOf(labels.width, threads), labels.height, frames, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    const int frame = thread.blockZ();
    if (x >= labels.width) return;
    if (thread.load(thread.layer(labels, frame), x, y) != y * labels.width + x) return;
    if (thread.load(thread.layer(blobs, frame * blobPlanes + blobPixels), x, y) < leastPixels) return;
    const int place = thread.atomicAdd(counts, frame, 0, 1);
    if (place >= list.height) return;
    for (int i = 0; i < blobPlanes; ++i) {
      thread.store(thread.layer(list, frame), i, place,
                   thread.load(thread.layer(blobs, frame * blobPlanes + i), x, y));
    }
  }
};

}  // namespace gradevault::cuda
