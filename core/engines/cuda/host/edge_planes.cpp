#include "host/edge_planes.hpp"

#include <utility>

#include "host/take.hpp"
#include "kernels/merge_scores.cuh"
#include "kernels/score_frame.cuh"

namespace gradevault::cuda {
Result<EdgePlanes> EdgePlanes::make(Device& device, Size size, int frames) {
  EdgePlanes planes;
  planes.size = size;
  planes.frames = frames;
  Status status;
  const auto add = [&]<class T>(PlaneMemory<T>& memory, int layers) {
    if (status) status = take(PlaneMemory<T>::of(device, size, layers), memory);
  };
  add(planes.luma, frames);
  add(planes.valid, frames);
  add(planes.scores, frames);
  add(planes.everywhere, 1);
  add(planes.canny, 1);
  add(planes.mask, 1);
  add(planes.closed, 1);
  add(planes.laplacian, 1);
  add(planes.ridges, 1);
  add(planes.merged, 1);
  add(planes.gradient, 1);
  add(planes.deviation, 1);
  add(planes.labels, 1);
  add(planes.strong, 1);
  if (status) status = take(DeviceBuffer<long long>::of(device, layerMaxima), planes.maxima);
  if (status) status = take(DeviceBuffer<long long>::of(device, scoreSums + 1), planes.sums);
  if (!status) return status.error();
  return planes;
}

}  // namespace gradevault::cuda
