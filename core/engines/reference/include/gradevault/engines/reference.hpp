#pragma once

#include <memory>

#include "gradevault/engine.hpp"

namespace gradevault {

/// The definition of every stage, in plain scalar code. Slow, kept for ever; the others are tested against it.
[[nodiscard]] Result<std::unique_ptr<Engine>> makeReferenceEngine();

}  // namespace gradevault
