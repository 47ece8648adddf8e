#include "gradevault/engines/cpu.hpp"

#include "cpu_edges.hpp"
#include "cpu_stages.hpp"
#include "edges/edge_maps.hpp"
#include "kernels.hpp"
#include "reference_edges.hpp"
#include "reference_stages.hpp"
#include "scan/batch_scanner.hpp"

namespace gradevault {
namespace {

constexpr std::string_view scalarIsa = "scalar";

class CpuEngine final : public Engine {
 public:
  /// `kernels` null: the reference's plain code.
  explicit CpuEngine(const cpu::Kernels* kernels) : kernels_(kernels) {
    info_.isa = std::string(kernels == nullptr ? scalarIsa : kernels->isa);
  }

  const EngineInfo& info() const noexcept override { return info_; }

  Result<std::unique_ptr<Scanner>> makeScanner(Size size, const Options& options, Trace* trace) const override {
    if (Status status = checkScannerArguments(size, options); !status) return status.error();
    return makeBatchScanner(
        size, options, kernels_ == nullptr ? makeReferenceStages(options) : cpu::makeCpuStages(options, *kernels_),
        trace);
  }

  Result<DefectMaps> edgeDefectMaps(std::span<const AlignedFrame> frames, const Options& options,
                                    Executor& executor, Trace* trace) const override {
    const std::unique_ptr<EdgeStages> stages =
        kernels_ == nullptr ? makeReferenceEdges() : cpu::makeCpuEdges(*kernels_, trace);
    return edgeMaps(frames, options, executor, *stages, trace);
  }

 private:
  const cpu::Kernels* kernels_;
  EngineInfo info_{.name = "cpu", .device = "cpu", .isa = {}, .detail = "Highway"};
};

}  // namespace

std::vector<std::string> cpuInstructionSets() {
  std::vector<std::string> names;
  for (const cpu::Kernels* kernels : cpu::availableKernels()) names.emplace_back(kernels->isa);
  names.emplace_back(scalarIsa);
  return names;
}

Result<std::unique_ptr<Engine>> makeCpuEngine(std::string_view isa) {
  const std::vector<const cpu::Kernels*>& available = cpu::availableKernels();
  if (isa == scalarIsa || (isa == "auto" && available.empty())) {
    return std::unique_ptr<Engine>(std::make_unique<CpuEngine>(nullptr));
  }
  for (const cpu::Kernels* kernels : available) {
    if (isa == "auto" || isa == kernels->isa) {
      return std::unique_ptr<Engine>(std::make_unique<CpuEngine>(kernels));
    }
  }
  std::string names = "auto";
  for (const std::string& name : cpuInstructionSets()) names += ", " + name;
  return Error{ErrorCode::invalid_argument,
               "there is no instruction set '" + std::string(isa) + "' here; this machine and build have " + names};
}

}  // namespace gradevault
