#include "host/cuda_engine.hpp"

#include <utility>

#include "host/cuda_edges.hpp"

namespace gradevault::cuda {
namespace {

class CudaEngine final : public Engine {
 public:
  CudaEngine(EngineInfo info, OpenDevice open, const ScanLimits& limits, FindLumaDevice lumaDevice)
      : info_(std::move(info)), open_(std::move(open)), limits_(limits), lumaDevice_(std::move(lumaDevice)) {}

  const EngineInfo& info() const noexcept override { return info_; }

  Result<std::unique_ptr<Scanner>> makeScanner(Size size, const Options& options,
                                               Trace* trace) const override {
    Result<std::unique_ptr<Device>> device = open_();
    if (!device) return device.error();
    return makeCudaScanner(std::move(device).value(), size, options, trace, limits_);
  }

  Result<DefectMaps> edgeDefectMaps(std::span<const AlignedFrame> frames, const Options& options, Executor&,
                                    Trace* trace) const override {
    const TracedPart part(trace, "cuda.defects");
    const Result<std::unique_ptr<Device>> device = open_();
    if (!device) return device.error();
    return cudaEdgeMaps(*device.value(), frames, options);
  }

  Result<LumaDevice> lumaDevice() const override {
    return lumaDevice_ ? lumaDevice_() : Engine::lumaDevice();
  }

 private:
  EngineInfo info_;
  OpenDevice open_;
  ScanLimits limits_;
  FindLumaDevice lumaDevice_;
};

}  // namespace

std::unique_ptr<Engine> makeEngineOn(EngineInfo info, OpenDevice open, const ScanLimits& limits,
                                     FindLumaDevice lumaDevice) {
  return std::make_unique<CudaEngine>(std::move(info), std::move(open), limits, std::move(lumaDevice));
}

}  // namespace gradevault::cuda
