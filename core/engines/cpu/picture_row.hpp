#pragma once

#include <cstring>
#include <vector>

#include "cache_line.hpp"

namespace gradevault::cpu {

/// A row of values with room beyond both ends, so that kernels go over it in whole vectors and read neighbours without
/// asking where the row ends. Keeps its memory; what lies in it before it is written is finite.
template <class T>
class PictureRow {
 public:
  static constexpr int margin = 64;  ///< ≥ the lanes of the widest vectors of bytes

  void resize(int width) {
    // One margin before, one beyond the last whole vector, and room to begin at a cache line.
    const std::size_t needed = static_cast<std::size_t>(width) + 4 * margin;
    if (values_.size() < needed) values_.assign(needed, T{});
    first_ = cacheAligned(values_.data()) + margin;
  }
  [[nodiscard]] T* data() noexcept { return first_; }
  [[nodiscard]] const T* data() const noexcept { return first_; }

  /// A copy of `width` values, `beyond` in the margin after them.
  void copy(const T* from, int width, T beyond) {
    std::memcpy(first_, from, static_cast<std::size_t>(width) * sizeof(T));
    for (int i = 0; i < margin; ++i) first_[width + i] = beyond;
  }

 private:
  std::vector<T> values_;
  T* first_ = nullptr;
};

/// Rows [begin, end) of a picture; one thread's work.
struct Rows {
  int begin = 0;
  int end = 0;
};

}  // namespace gradevault::cpu
