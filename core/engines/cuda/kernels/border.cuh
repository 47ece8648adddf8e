#pragma once

#include "dialect.cuh"

namespace gradevault::cuda {

/// The nearest index inside 0 … length − 1; scan/border.hpp has the definition.
GRADEVAULT_DEVICE int replicate(int index, int length) {
  return index < 0 ? 0 : (index < length ? index : length - 1);
}

/// Mirrored without repeating the outermost element; scan/border.hpp has the definition.
GRADEVAULT_DEVICE int reflect101(int index, int length) {
  if (length == 1) return 0;
  while (index < 0 || index >= length) index = index < 0 ? -index : 2 * (length - 1) - index;
  return index;
}

}  // namespace gradevault::cuda
