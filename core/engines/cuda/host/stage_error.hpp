#pragma once

#include <string>
#include <string_view>

#include "gradevault/result.hpp"

namespace gradevault::cuda {

/// An error of the device with the place where it was noticed: "cuda, flow of frames 16 to 31: out of
/// memory".
[[nodiscard]] inline Error during(std::string_view stage, const Error& error) {
  return {error.code, "cuda, " + std::string(stage) + ": " + error.message};
}

}  // namespace gradevault::cuda
