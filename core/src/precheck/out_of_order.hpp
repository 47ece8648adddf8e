#pragma once

#include <string>

#include "gradevault/result.hpp"

namespace gradevault::precheck {

/// `what`, e.g. "finish twice", as the error it is.
[[nodiscard]] inline Error outOfOrder(const std::string& what) {
  return {ErrorCode::invalid_argument,
          "out of order: " + what +
              " (a file: push every frame, wanted, showGolden for each, finish; live: push, finish)"};
}

}  // namespace gradevault::precheck
