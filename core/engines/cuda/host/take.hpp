#pragma once

#include <utility>

#include "gradevault/result.hpp"

namespace gradevault::cuda {

/// Puts what was made into its place, or says why nothing was made. `Place` is a T or an optional one.
template <class T, class Place>
[[nodiscard]] Status take(Result<T> made, Place& place) {
  if (!made) return made.error();
  place = std::move(made).value();
  return {};
}

}  // namespace gradevault::cuda
