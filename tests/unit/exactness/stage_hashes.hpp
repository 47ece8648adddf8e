#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "edges/edge_stages.hpp"
#include "flow_outputs.hpp"
#include "gradevault/engine.hpp"
#include "scan/luma_stages.hpp"

namespace gradevault::testing {

/// One engine, whole and in parts.
struct EngineParts {
  std::string name;
  std::unique_ptr<Engine> engine;
  std::shared_ptr<const LumaStages> luma;
  std::shared_ptr<const EdgeStages> edges;
  std::function<FlowOutputs(GrayView, GrayView, const FlowSettings&, Executor&)> flow;
};

[[nodiscard]] EngineParts referenceParts();
/// The `cpu` engine with every instruction set of this build and machine.
[[nodiscard]] std::vector<EngineParts> cpuParts();

/// A stage's name and the hash of all that it gave.
using StageHashes = std::vector<std::pair<std::string, std::uint64_t>>;

/// Every stage of the scan and of the defect maps over consecutive frames (two or more) and the mask of their
/// valid pixels (0 or 255), all of one size, with the options' defaults; what runs in parallel goes to
/// `executor`.
[[nodiscard]] StageHashes stageHashes(const EngineParts& parts, std::span<const GrayView> frames,
                                      GrayView valid, Executor& executor);

}  // namespace gradevault::testing
