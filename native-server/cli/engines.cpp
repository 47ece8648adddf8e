#include "engines.hpp"

#include <array>

#include "gradevault/engines/opencv.hpp"
#include "gradevault/engines/reference.hpp"

namespace gradevault::cli {

std::span<const EngineEntry> engines() {
  static constexpr std::array list{
      EngineEntry{"opencv", &makeOpencvEngine},
      EngineEntry{"reference", &makeReferenceEngine},
  };
  return list;
}

}  // namespace gradevault::cli
