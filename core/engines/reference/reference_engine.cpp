#include "gradevault/engines/reference.hpp"

#include "edges/edge_maps.hpp"
#include "reference_edges.hpp"
#include "reference_stages.hpp"
#include "scan/batch_scanner.hpp"

namespace gradevault {
namespace {

class ReferenceEngine final : public Engine {
 public:
  const EngineInfo& info() const noexcept override { return info_; }

  Result<std::unique_ptr<Scanner>> makeScanner(Size size, const Options& options, Trace* trace) const override {
    if (Status status = checkScannerArguments(size, options); !status) return status.error();
    return makeBatchScanner(size, options, makeReferenceStages(options), trace);
  }

  Result<DefectMaps> edgeDefectMaps(std::span<const AlignedFrame> frames, const Options& options,
                                    Executor& executor, Trace* trace) const override {
    return edgeMaps(frames, options, executor, *makeReferenceEdges(), trace);
  }

 private:
  EngineInfo info_{
      .name = "reference", .device = "cpu", .isa = "scalar", .detail = "plain C++, the definition"};
};

}  // namespace

Result<std::unique_ptr<Engine>> makeReferenceEngine() {
  return std::unique_ptr<Engine>(std::make_unique<ReferenceEngine>());
}

}  // namespace gradevault
