#pragma once

#include <span>

#include "gradevault/defect_maps.hpp"
#include "host/plane_memory.hpp"

namespace gradevault::cuda {

/// Device memory of one call of cudaEdgeMaps. Layers are those of one frame at a time.
struct EdgePlanes {
  Size size;
  int frames = 0;
  PlaneMemory<unsigned char> luma, valid;  ///< one layer a frame
  PlaneMemory<unsigned short> scores;      ///< one layer a frame
  PlaneMemory<unsigned char> everywhere, canny, mask, closed;
  PlaneMemory<unsigned short> laplacian, ridges, merged;
  PlaneMemory<int> gradient, deviation, labels, strong;
  DeviceBuffer<long long> maxima, sums;

  [[nodiscard]] static Result<EdgePlanes> make(Device& device, Size size, int frames);
};

/// One layer of a stack, as a stack.
template <class T>
[[nodiscard]] Stack<T> layerOf(const Stack<T>& stack, int i) {
  return {
      stack.data + i * stack.layerElements, stack.width, stack.height, stack.stride, 1, stack.layerElements};
}

}  // namespace gradevault::cuda
