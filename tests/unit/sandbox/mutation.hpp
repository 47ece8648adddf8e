#pragma once

#include <random>
#include <span>
#include <string>

namespace gradevault::sandbox {

/// The file with one or two kinds of damage done to it, the same for the same state of `random`: flipped
/// bits, a cut, a piece of it or of another file put somewhere else, a run of zeros, header fields set to
/// awkward values. `others` holds at least one file; none is empty.
[[nodiscard]] std::string mutated(std::string file, std::span<const std::string> others,
                                  std::mt19937_64& random);

}  // namespace gradevault::sandbox
