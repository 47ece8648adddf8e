#pragma once

#include "dialect.cuh"

namespace gradevault::cuda {

/// T, where the argument shall not decide what T is.
template <class T>
struct Exactly {
  using Type = T;
};

/// One channel of a picture in global memory, rows `stride` elements apart. Read and written through the
/// thread object only, so that the harness sees each access.
template <class T>
struct Plane {
  T* data = nullptr;
  int width = 0;
  int height = 0;
  int stride = 0;
};

/// Planes of one size that follow one another: the channels and frames of a batch.
template <class T>
struct Stack {
  T* data = nullptr;
  int width = 0;
  int height = 0;
  int stride = 0;
  int layers = 0;
  long long layerElements = 0;  ///< from one plane to the next
};

/// The same memory, for a kernel that only reads it.
template <class T>
Stack<const T> readOnly(const Stack<T>& stack) {
  return {stack.data, stack.width, stack.height, stack.stride, stack.layers, stack.layerElements};
}

}  // namespace gradevault::cuda
