#include "engines.hpp"

#include <array>

#include "gradevault/engines/cpu.hpp"
#include "gradevault/engines/opencv.hpp"
#include "gradevault/engines/reference.hpp"

namespace gradevault::cli {

std::span<const EngineEntry> engines() {
  static constexpr std::array list{
      EngineEntry{"cpu", [](const EngineRequest& request) { return makeCpuEngine(request.isa); }},
      EngineEntry{"reference", [](const EngineRequest&) { return makeReferenceEngine(); }},
      EngineEntry{"opencv", [](const EngineRequest&) { return makeOpencvEngine(); }},
  };
  return list;
}

}  // namespace gradevault::cli
