#include "opencv_cuda_stages.hpp"

#include <opencv2/cudaarithm.hpp>
#include <opencv2/cudafilters.hpp>
#include <opencv2/cudaoptflow.hpp>

#include <map>
#include <utility>

#include "device_turn.hpp"
#include "mat_over.hpp"
#include "opencv_stages.hpp"

namespace gradevault {
namespace {

using cv::cuda::GpuMat;

constexpr double lengthSteps = 1 << 20;

/// A sum of integers below 2^53, which the device's double accumulators hold exactly in any order.
std::int64_t exactSum(const GpuMat& sum) {
  cv::Mat value;
  sum.download(value);
  return static_cast<std::int64_t>(value.at<double>(0));
}

struct UploadedLuma final : FlowState {
  explicit UploadedLuma(GrayView view) { luma.upload(matOver(view)); }
  GpuMat luma;
};

/// What one size of luma needs. The quick and the full-size luma take turns, and OpenCV's buffers are taken
/// anew whenever a size differs from the one before.
struct SizedStages {
  explicit SizedStages(const Options& options)
      : laplacian(cv::cuda::createLaplacianFilter(CV_32FC1, CV_32FC1, 1, 1, cv::BORDER_REFLECT101)),
        farneback(cv::cuda::FarnebackOpticalFlow::create(options.flowLevels, 0.5, false, options.flowWindow,
                                                         options.flowIterations, 5, 1.2, 0)) {}
  cv::Ptr<cv::cuda::Filter> laplacian;
  cv::Ptr<cv::cuda::FarnebackOpticalFlow> farneback;
  GpuMat luma, wide, response, sum;
  GpuMat flow, lengths, steps;
};

class OpencvCudaStages final : public LumaStages {
 public:
  OpencvCudaStages(const Options& options, int device)
      : options_(options), device_(device), host_(makeOpencvStages(options)) {}

  LaplacianSums laplacian(GrayView luma) const override {
    const DeviceTurn turn(device_);
    SizedStages& stages = sized_->of(luma.size(), options_);
    stages.luma.upload(matOver(luma));
    stages.luma.convertTo(stages.wide, CV_32F);
    stages.laplacian->apply(stages.wide, stages.response);
    cv::cuda::calcSum(stages.response, stages.sum);
    const std::int64_t sum = exactSum(stages.sum);
    cv::cuda::calcSqrSum(stages.response, stages.sum);
    return {.sum = sum, .squares = exactSum(stages.sum), .pixels = luma.pixels()};
  }

  ExposureCounts exposure(GrayView luma) const override { return host_->exposure(luma); }

  std::vector<SaturatedBlob> saturatedAreas(GrayView luma, int level) const override {
    return host_->saturatedAreas(luma, level);
  }

  std::unique_ptr<FlowState> flowState(GrayView luma) const override {
    const DeviceTurn turn(device_);
    return std::make_unique<UploadedLuma>(luma);
  }

  std::int64_t flowLength(const FlowState& before, const FlowState& now) const override {
    const GpuMat& first = static_cast<const UploadedLuma&>(before).luma;
    const DeviceTurn turn(device_);
    SizedStages& stages = sized_->of({first.cols, first.rows}, options_);
    stages.farneback->calc(first, static_cast<const UploadedLuma&>(now).luma, stages.flow);
    cv::cuda::magnitude(stages.flow, stages.lengths);
    stages.lengths.convertTo(stages.steps, CV_32S, lengthSteps);
    cv::cuda::calcSum(stages.steps, stages.sum);
    return exactSum(stages.sum);
  }

 private:
  /// Made as sizes come. Only in a DeviceTurn.
  struct BySize {
    SizedStages& of(Size size, const Options& options) {
      return stages.try_emplace({size.width, size.height}, options).first->second;
    }
    std::map<std::pair<int, int>, SizedStages> stages;
  };

  Options options_;
  int device_;
  std::unique_ptr<LumaStages> host_;
  std::unique_ptr<BySize> sized_ = std::make_unique<BySize>();
};

}  // namespace

std::unique_ptr<LumaStages> makeOpencvCudaStages(const Options& options, int device) {
  return std::make_unique<OpencvCudaStages>(options, device);
}

}  // namespace gradevault
