#pragma once

#include <type_traits>

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
  /// Four neighbours at once; `i` is a multiple of 4, and the array begins at a multiple of 16 bytes.
  template <int count>
  __device__ void readFour(const float (&array)[count], int i, float* values) const {
    const float4 four = *reinterpret_cast<const float4*>(&array[i]);
    values[0] = four.x;
    values[1] = four.y;
    values[2] = four.z;
    values[3] = four.w;
  }
  template <class T, int count>
  __device__ void write(T (&array)[count], int i, typename Exactly<T>::Type value) const {
    array[i] = value;
  }
  /// Likewise.
  template <int count>
  __device__ void writeFour(float (&array)[count], int i, const float (&values)[4]) const {
    *reinterpret_cast<float4*>(&array[i]) = make_float4(values[0], values[1], values[2], values[3]);
  }
  template <int count>
  __device__ void add(unsigned (&array)[count], int i, unsigned value) const {
    ::atomicAdd(&array[i], value);
  }
  /// Every thread of the block must reach the same one.
  __device__ void barrier() const { __syncthreads(); }

  template <class T>
  __device__ Plane<T> layer(const Stack<T>& stack, int i) const {
    T* data = stack.data + i * stack.layerElements;
    // Opaque: nvcc would else add the layer's offset anew at every access.
    asm("" : "+l"(data));
    return {data, stack.width, stack.height, stack.stride};
  }
  /// From a plane that nobody writes during the launch.
  template <class T>
  __device__ T load(const Plane<const T>& plane, int x, int y) const {
    return loaded(at(plane, x, y));
  }
  /// Four neighbours of a row, the first in the lowest byte; `x`, the plane's stride and its beginning are
  /// multiples of 4.
  __device__ unsigned loadFour(const Plane<const unsigned char>& plane, int x, int y) const {
    return __ldg(reinterpret_cast<const unsigned*>(at(plane, x, y)));
  }
  /// The pixel, its right, its lower and its lower right neighbour, all in the plane.
  template <class T>
  __device__ void loadSquare(const Plane<const T>& plane, int x, int y, T (&square)[4]) const {
    const T* above = at(plane, x, y);
    const T* below = above + plane.stride;
    square[0] = loaded(above);
    square[1] = loaded(above + 1);
    square[2] = loaded(below);
    square[3] = loaded(below + 1);
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
  /// Two neighbours at once; `x`, the plane's stride and its beginning in elements of T are even.
  template <class T>
  __device__ void storePair(const Plane<T>& plane, int x, int y, const T& first, const T& second) const {
    static_assert(2 * sizeof(T) == sizeof(float4));
    *reinterpret_cast<float4*>(at(plane, x, y)) = make_float4(first.x, first.y, second.x, second.y);
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
  __device__ float reciprocal(float value) const { return __frcp_rn(value); }

 private:
  template <class T>
  __device__ static T loaded(const T* place) {
    if constexpr (std::is_arithmetic_v<T>) {
      return __ldg(place);
    } else if constexpr (sizeof(T) == sizeof(float2)) {
      const float2 value = __ldg(reinterpret_cast<const float2*>(place));
      return {value.x, value.y};
    } else {
      const float4 value = __ldg(reinterpret_cast<const float4*>(place));
      return {value.x, value.y, value.z, value.w};
    }
  }
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
