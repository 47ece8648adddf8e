#pragma once

#include <cstdio>
#include <cstdlib>

namespace gradevault::fuzz {

/// What must hold for every input; a fuzzer and a replay both see the abort.
inline void demand(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

}  // namespace gradevault::fuzz
