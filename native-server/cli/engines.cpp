#include "engines.hpp"

#include <array>

#include "gradevault/engines/opencv.hpp"
#include "gradevault/engines/reference.hpp"

namespace gradevault::cli {

std::span<const EngineEntry> engines() {
  static constexpr std::array list{
      // The reference first: its numbers do not depend on the machine (docs/decisions/0008-default-engine.md).
      EngineEntry{"reference", &makeReferenceEngine},
      EngineEntry{"opencv", &makeOpencvEngine},
  };
  return list;
}

}  // namespace gradevault::cli
