#pragma once

#include <cstddef>
#include <span>

#include "gradevault/precheck.hpp"
#include "precheck_api.h"

namespace gradevault::module {

/// The picture that `frame` describes in `buffer`. Errors (invalid_argument): an unknown format, planes that
/// reach out of the buffer.
[[nodiscard]] Result<PrecheckFrame> readFrame(const GvFrame& frame, std::span<const std::byte> buffer);

}  // namespace gradevault::module
