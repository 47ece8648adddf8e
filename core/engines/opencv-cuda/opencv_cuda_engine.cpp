#include <opencv2/core/cuda.hpp>
#include <opencv2/core/utility.hpp>

#include "edges/edge_maps.hpp"
#include "gradevault/engines/opencv_cuda.hpp"
#include "opencv_cuda_edges.hpp"
#include "opencv_cuda_stages.hpp"
#include "scan/batch_scanner.hpp"

namespace gradevault {
namespace {

class OpencvCudaEngine final : public Engine {
 public:
  OpencvCudaEngine(EngineInfo info, int device) : info_(std::move(info)), device_(device) {}

  const EngineInfo& info() const noexcept override { return info_; }

  Result<std::unique_ptr<Scanner>> makeScanner(Size size, const Options& options,
                                               Trace* trace) const override {
    if (Status status = checkScannerArguments(size, options); !status) return status.error();
    return makeBatchScanner(size, options, makeOpencvCudaStages(options, device_), trace);
  }

  Result<DefectMaps> edgeDefectMaps(std::span<const AlignedFrame> frames, const Options& options,
                                    Executor& executor, Trace* trace) const override {
    return edgeMaps(frames, options, executor, *makeOpencvCudaEdges(device_, trace), trace);
  }

 private:
  EngineInfo info_;
  int device_;
};

Error unsupported(std::string why) {
  return {ErrorCode::unsupported, std::move(why)};
}

Result<std::unique_ptr<Engine>> engineOn(int device) {
  const int devices = cv::cuda::getCudaEnabledDeviceCount();
  if (devices < 0)
    return unsupported(
        "no CUDA device: there is no NVIDIA driver here, or it is too old for this OpenCV's CUDA");
  if (devices == 0) return unsupported("no CUDA device: the driver sees none");
  if (device < 0 || device >= devices) {
    return unsupported("no CUDA device " + std::to_string(device) + ": there are " + std::to_string(devices));
  }
  const cv::cuda::DeviceInfo found(device);
  const int capability = 10 * found.majorVersion() + found.minorVersion();
  if (!found.isCompatible()) {
    return unsupported("this OpenCV holds no code for the CUDA device " + std::string(found.name()) +
                       " (compute capability " + std::to_string(found.majorVersion()) + "." +
                       std::to_string(found.minorVersion()) +
                       "); build it for that one: scripts/build-opencv-cuda --architectures");
  }
  EngineInfo info{.name = "opencv-cuda",
                  .device = found.name(),
                  .isa = "sm_" + std::to_string(capability),
                  .detail = "OpenCV " + cv::getVersionString() + " with its CUDA modules, device " +
                            std::to_string(device)};
  return std::unique_ptr<Engine>(std::make_unique<OpencvCudaEngine>(std::move(info), device));
}

}  // namespace

Result<std::unique_ptr<Engine>> makeOpencvCudaEngine(int device) {
  try {
    return engineOn(device);
  } catch (const cv::Exception& failure) {
    return unsupported("OpenCV cannot use the CUDA device: " + failure.err);
  }
}

}  // namespace gradevault
