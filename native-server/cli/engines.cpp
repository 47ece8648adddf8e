#include "engines.hpp"

#include <array>

#include "gradevault/engines/cpu.hpp"
#include "gradevault/engines/cuda.hpp"
#include "gradevault/engines/opencv.hpp"
#include "gradevault/engines/opencv_cuda.hpp"
#include "gradevault/engines/reference.hpp"

namespace gradevault::cli {

std::span<const EngineEntry> engines() {
  static constexpr std::array list{
      EngineEntry{"cuda", [](const EngineRequest& request) { return makeCudaEngine(request.device); }},
      EngineEntry{"cpu", [](const EngineRequest& request) { return makeCpuEngine(request.isa); }},
      EngineEntry{"reference", [](const EngineRequest&) { return makeReferenceEngine(); }},
      EngineEntry{"opencv", [](const EngineRequest&) { return makeOpencvEngine(); }},
      EngineEntry{"opencv-cuda", [](const EngineRequest& request) { return makeOpencvCudaEngine(request.device); }},
  };
  return list;
}

}  // namespace gradevault::cli
