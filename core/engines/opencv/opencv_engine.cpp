#include "gradevault/engines/opencv.hpp"

#include <opencv2/core/utility.hpp>
#include <opencv2/core/version.hpp>

#include "edges/edge_maps.hpp"
#include "opencv_edges.hpp"
#include "opencv_stages.hpp"
#include "scan/batch_scanner.hpp"

namespace gradevault {
namespace {

/// The widest set that OpenCV may dispatch to here; which of its functions really do depends on its build.
std::string widestInstructionSet() {
  if (cv::checkHardwareSupport(CV_CPU_AVX512_SKX)) return "AVX-512";
  if (cv::checkHardwareSupport(CV_CPU_AVX2)) return "AVX2";
  if (cv::checkHardwareSupport(CV_CPU_SSE4_1)) return "SSE4.1";
  if (cv::checkHardwareSupport(CV_CPU_NEON)) return "NEON";
  return "scalar";
}

class OpencvEngine final : public Engine {
 public:
  const EngineInfo& info() const noexcept override { return info_; }

  Result<std::unique_ptr<Scanner>> makeScanner(Size size, const Options& options, Trace* trace) const override {
    if (Status status = checkScannerArguments(size, options); !status) return status.error();
    return makeBatchScanner(size, options, makeOpencvStages(options), trace);
  }

  Result<DefectMaps> edgeDefectMaps(std::span<const AlignedFrame> frames, const Options& options,
                                    Executor& executor, Trace* trace) const override {
    return edgeMaps(frames, options, executor, *makeOpencvEdges(trace), trace);
  }

 private:
  EngineInfo info_{.name = "opencv",
                   .device = "cpu",
                   .isa = widestInstructionSet(),
                   .detail = "OpenCV " + cv::getVersionString() + " (" + cv::getCPUFeaturesLine() + ")"};
};

}  // namespace

Result<std::unique_ptr<Engine>> makeOpencvEngine() {
  return std::unique_ptr<Engine>(std::make_unique<OpencvEngine>());
}

}  // namespace gradevault
