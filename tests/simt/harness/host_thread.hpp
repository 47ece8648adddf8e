#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <type_traits>

#include "block_run.hpp"
#include "kernels/plane.cuh"

namespace gradevault::simt {

/// What a kernel sees of its thread, as core/engines/cuda/kernels/device_thread.cuh has it, on fibres: every
/// access is checked, a wrong one is reported and does not happen.
class HostThread {
 public:
  HostThread(BlockRun& block, int index) : block_(&block), index_(index) {}

  [[nodiscard]] int index() const { return index_; }
  [[nodiscard]] int blockX() const { return block_->block().x; }
  [[nodiscard]] int blockY() const { return block_->block().y; }
  [[nodiscard]] int blockZ() const { return block_->block().z; }

  template <class Shared>
  [[nodiscard]] Shared& shared() const {
    static_assert(std::is_trivially_default_constructible_v<Shared>);
    return *reinterpret_cast<Shared*>(block_->shared());
  }
  template <class T, int count>
  [[nodiscard]] T read(const T (&array)[count], int i) const {
    return block_->sharedAccess(index_, &array[i], i, count, Access::read) ? array[i] : T{};
  }
  template <int count>
  void readFour(const float (&array)[count], int i, float* values) const {
    if (i % 4 != 0) block_->report(FindingKind::misaligned, index_, "four from element " + std::to_string(i));
    for (int k = 0; k < 4; ++k) values[k] = read(array, i + k);
  }
  template <class T, int count>
  void write(T (&array)[count], int i, typename cuda::Exactly<T>::Type value) const {
    if (block_->sharedAccess(index_, &array[i], i, count, Access::write)) array[i] = value;
  }
  template <int count>
  void writeFour(float (&array)[count], int i, const float (&values)[4]) const {
    if (i % 4 != 0) block_->report(FindingKind::misaligned, index_, "four to element " + std::to_string(i));
    for (int k = 0; k < 4; ++k) write(array, i + k, values[k]);
  }
  template <int count>
  void add(unsigned (&array)[count], int i, unsigned value) const {
    if (block_->sharedAccess(index_, &array[i], i, count, Access::atomic)) array[i] += value;
  }
  void barrier(int line = __builtin_LINE()) const { block_->barrier(index_, line); }

  template <class T>
  [[nodiscard]] cuda::Plane<T> layer(const cuda::Stack<T>& stack, int i) const {
    if (i < 0 || i >= stack.layers) {
      block_->report(FindingKind::globalOutOfBounds, index_,
                     "layer " + std::to_string(i) + " of " + std::to_string(stack.layers));
      return {};
    }
    return {stack.data + i * stack.layerElements, stack.width, stack.height, stack.stride};
  }
  template <class T>
  [[nodiscard]] T load(const cuda::Plane<const T>& plane, int x, int y) const {
    return inside(plane, x, y) ? *at(plane, x, y) : T{};
  }
  [[nodiscard]] unsigned loadFour(const cuda::Plane<const unsigned char>& plane, int x, int y) const {
    if (reinterpret_cast<std::uintptr_t>(at(plane, x, y)) % 4 != 0) {
      block_->report(FindingKind::misaligned, index_,
                     "four from (" + std::to_string(x) + ", " + std::to_string(y) + ")");
    }
    unsigned four = 0;
    for (int k = 0; k < 4; ++k) four |= unsigned{load(plane, x + k, y)} << (8 * k);
    return four;
  }
  template <class T>
  void loadSquare(const cuda::Plane<const T>& plane, int x, int y, T (&square)[4]) const {
    for (int i = 0; i < 4; ++i) square[i] = load(plane, x + i % 2, y + i / 2);
  }
  template <class T>
  [[nodiscard]] T fresh(const cuda::Plane<T>& plane, int x, int y) const {
    block_->maybeYield(index_);
    return inside(plane, x, y) ? *at(plane, x, y) : T{};
  }
  template <class T>
  void store(const cuda::Plane<T>& plane, int x, int y, typename cuda::Exactly<T>::Type value) const {
    if (inside(plane, x, y)) *at(plane, x, y) = value;
  }
  template <class T>
  void storePair(const cuda::Plane<T>& plane, int x, int y, const T& first, const T& second) const {
    if (reinterpret_cast<std::uintptr_t>(at(plane, x, y)) % (2 * sizeof(T)) != 0) {
      block_->report(FindingKind::misaligned, index_,
                     "a pair from (" + std::to_string(x) + ", " + std::to_string(y) + ")");
    }
    store(plane, x, y, first);
    store(plane, x + 1, y, second);
  }
  template <class T>
  T atomicAdd(const cuda::Plane<T>& plane, int x, int y, typename cuda::Exactly<T>::Type value) const {
    return update(plane, x, y, [value](T old) { return static_cast<T>(old + value); });
  }
  template <class T>
  T atomicMin(const cuda::Plane<T>& plane, int x, int y, typename cuda::Exactly<T>::Type value) const {
    return update(plane, x, y, [value](T old) { return std::min(old, value); });
  }
  template <class T>
  T atomicMax(const cuda::Plane<T>& plane, int x, int y, typename cuda::Exactly<T>::Type value) const {
    return update(plane, x, y, [value](T old) { return std::max(old, value); });
  }

  [[nodiscard]] float squareRoot(float value) const { return std::sqrt(value); }
  [[nodiscard]] float quotient(float a, float b) const { return a / b; }
  [[nodiscard]] float reciprocal(float value) const { return 1.0F / value; }

 private:
  template <class T>
  static T* at(const cuda::Plane<T>& plane, int x, int y) {
    return plane.data + (static_cast<long long>(y) * plane.stride + x);
  }
  template <class T>
  [[nodiscard]] bool inside(const cuda::Plane<T>& plane, int x, int y) const {
    if (x >= 0 && y >= 0 && x < plane.width && y < plane.height) return true;
    block_->report(FindingKind::globalOutOfBounds, index_,
                   "(" + std::to_string(x) + ", " + std::to_string(y) + ") of a plane of " +
                       std::to_string(plane.width) + "x" + std::to_string(plane.height));
    return false;
  }
  template <class T, class Next>
  T update(const cuda::Plane<T>& plane, int x, int y, Next next) const {
    block_->maybeYield(index_);
    if (!inside(plane, x, y)) return T{};
    T& value = *at(plane, x, y);
    const T old = value;
    value = next(old);
    return old;
  }

  BlockRun* block_;
  int index_;
};

}  // namespace gradevault::simt
