#pragma once

#include "kernel_traits.cuh"
#include "plane.cuh"

namespace gradevault::cuda {

/// A thread on the device: the plain CUDA operations. tests/simt/harness/host_thread.hpp has the same members
/// for fibres, with checks. Everything inlines to a single access.
class DeviceThread {
 public:
  __device__ int index() const { return static_cast<int>(threadIdx.x); }
  __device__ int blockX() const { return static_cast<int>(blockIdx.x); }
  __device__ int blockY() const { return static_cast<int>(blockIdx.y); }
  __device__ int blockZ() const { return static_cast<int>(blockIdx.z); }

  /// The block's shared memory, undefined at first.
  template <class Shared>
  __device__ Shared& shared() const {
    extern __shared__ __align__(16) unsigned char bytes[];
    return *reinterpret_cast<Shared*>(bytes);
  }
  template <class T, int count>
  __device__ T read(const T (&array)[count], int i) const {
    return array[i];
  }
  template <class T, int count>
  __device__ void write(T (&array)[count], int i, typename Exactly<T>::Type value) const {
    array[i] = value;
  }
  template <int count>
  __device__ void add(unsigned (&array)[count], int i, unsigned value) const {
    ::atomicAdd(&array[i], value);
  }
  /// Every thread of the block must reach the same one.
  __device__ void barrier() const { __syncthreads(); }

  template <class T>
  __device__ Plane<T> layer(const Stack<T>& stack, int i) const {
    return {stack.data + i * stack.layerElements, stack.width, stack.height, stack.stride};
  }
  /// From a plane that nobody writes during the launch.
  template <class T>
  __device__ T load(const Plane<const T>& plane, int x, int y) const {
    return __ldg(at(plane, x, y));
  }
  /// From a plane that others may write meanwhile: never an older value than this thread has seen.
  template <class T>
  __device__ T fresh(const Plane<T>& plane, int x, int y) const {
    return *static_cast<volatile T*>(at(plane, x, y));
  }
  template <class T>
  __device__ void store(const Plane<T>& plane, int x, int y, typename Exactly<T>::Type value) const {
    *at(plane, x, y) = value;
  }
  template <class T>
  __device__ T atomicAdd(const Plane<T>& plane, int x, int y, typename Exactly<T>::Type value) const {
    return ::atomicAdd(at(plane, x, y), value);
  }
  /// CUDA adds 64 bits unsigned; in two's complement that is the same sum.
  __device__ void atomicAdd(const Plane<long long>& plane, int x, int y, long long value) const {
    ::atomicAdd(reinterpret_cast<unsigned long long*>(at(plane, x, y)),
                static_cast<unsigned long long>(value));
  }
  template <class T>
  __device__ T atomicMin(const Plane<T>& plane, int x, int y, typename Exactly<T>::Type value) const {
    return ::atomicMin(at(plane, x, y), value);
  }
  template <class T>
  __device__ T atomicMax(const Plane<T>& plane, int x, int y, typename Exactly<T>::Type value) const {
    return ::atomicMax(at(plane, x, y), value);
  }

  /// IEEE, rounded once.
  __device__ float squareRoot(float value) const { return __fsqrt_rn(value); }
  __device__ float quotient(float a, float b) const { return __fdiv_rn(a, b); }

 private:
  template <class T>
  __device__ static T* at(const Plane<T>& plane, int x, int y) {
    // One 32-bit offset serves all planes of a pixel; a plane has less than 2^32 elements.
    return plane.data +
           (static_cast<unsigned>(y) * static_cast<unsigned>(plane.stride) + static_cast<unsigned>(x));
  }
};

/// The one entry point of all kernels: a kernel is a struct of its arguments with a call operator.
template <class Kernel>
__global__ void __launch_bounds__(Kernel::threads, residentBlocks<Kernel>()) run(const Kernel kernel) {
  kernel(DeviceThread());
}

}  // namespace gradevault::cuda
