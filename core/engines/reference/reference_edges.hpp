#pragma once

#include <memory>

#include "edges/edge_stages.hpp"

namespace gradevault {

/// The definition of the four layers and of the closing, pixel by pixel.
[[nodiscard]] std::unique_ptr<EdgeStages> makeReferenceEdges();

}  // namespace gradevault
