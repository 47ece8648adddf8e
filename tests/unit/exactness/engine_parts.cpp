#include <utility>

#include "cpu_edges.hpp"
#include "cpu_stages.hpp"
#include "gradevault/engines/cpu.hpp"
#include "gradevault/engines/reference.hpp"
#include "reference_edges.hpp"
#include "reference_stages.hpp"
#include "stage_hashes.hpp"

namespace gradevault::testing {

EngineParts referenceParts() {
  return {.name = "reference",
          .engine = std::move(makeReferenceEngine()).value(),
          .luma = makeReferenceStages({}),
          .edges = makeReferenceEdges(),
          .flow = [](GrayView before, GrayView now, const FlowSettings& settings, Executor&) {
            return referenceFlow(before, now, settings);
          }};
}

std::vector<EngineParts> cpuParts() {
  std::vector<EngineParts> all;
  for (const cpu::Kernels* kernels : cpu::availableKernels()) {
    all.push_back(
        {.name = std::string(kernels->isa),
         .engine = std::move(makeCpuEngine(kernels->isa)).value(),
         .luma = cpu::makeCpuStages({}, *kernels),
         .edges = cpu::makeCpuEdges(*kernels),
         .flow = [kernels](GrayView before, GrayView now, const FlowSettings& settings, Executor& executor) {
           return cpuFlow(*kernels, before, now, settings, executor);
         }});
  }
  return all;
}

}  // namespace gradevault::testing
