#pragma once

#include <stdexcept>
#include <utility>

#include "gradevault/result.hpp"

namespace gradevault::bench {

/// The value, or an exception with the error's sentence: a benchmark has no way to go on.
template <class T>
[[nodiscard]] T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

inline void must(const Status& status) {
  if (!status) throw std::runtime_error(status.error().message);
}

}  // namespace gradevault::bench
