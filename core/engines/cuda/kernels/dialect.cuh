#pragma once

// What differs between the two compilers that read a kernel's source: nvcc makes device code of it, the
// host's compiler makes what tests/simt runs as fibres. Kernels themselves have no #ifdef: they reach every
// memory, barrier and atomic through the thread object that they are handed (DeviceThread, or HostThread of
// the harness). GRADEVAULT_BOTH is for what the host calls too, to say how a kernel is started.

#ifdef __CUDACC__
#define GRADEVAULT_DEVICE __device__ __forceinline__
#define GRADEVAULT_BOTH __host__ __device__ __forceinline__
#define GRADEVAULT_UNROLL _Pragma("unroll")
#else
#define GRADEVAULT_DEVICE inline
#define GRADEVAULT_BOTH inline
#define GRADEVAULT_UNROLL
#endif

namespace gradevault::cuda {

/// How a kernel is started: `x · y · z` blocks of `threads` threads in one row.
struct Grid {
  int x = 1;
  int y = 1;
  int z = 1;
  int threads = 1;
};

/// How many parts of `size` cover `length`. Precondition: size ≥ 1.
constexpr int partsOf(int length, int size) {
  return (length + size - 1) / size;
}

}  // namespace gradevault::cuda
