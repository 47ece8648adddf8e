#include "opencv_stages.hpp"

#include <opencv2/imgproc.hpp>
#include <opencv2/video/tracking.hpp>

#include "mat_over.hpp"
#include "scan/motion.hpp"

namespace gradevault {
namespace {

/// Our own pixels, not a cv::Mat: two threads read a frame at once, as the end of a pair and the start of the
/// next.
struct KeptLuma final : FlowState {
  explicit KeptLuma(GrayView view) : luma(view) {}
  GrayImage luma;
};

cv::Mat keptLuma(const FlowState& state) {
  return matOver(static_cast<const KeptLuma&>(state).luma.view());
}

class OpencvStages final : public LumaStages {
 public:
  explicit OpencvStages(const Options& options)
      : levels_(options.flowLevels), window_(options.flowWindow), iterations_(options.flowIterations) {}

  /// Sums of integers below 2^53 are exact in OpenCV's double accumulators.
  LaplacianSums laplacian(GrayView luma) const override {
    cv::Mat response;
    cv::Laplacian(matOver(luma), response, CV_16S, 1);
    return {.sum = static_cast<std::int64_t>(cv::sum(response)[0]),
            .squares = static_cast<std::int64_t>(cv::norm(response, cv::NORM_L2SQR)),
            .pixels = luma.pixels()};
  }

  ExposureCounts exposure(GrayView luma) const override {
    const cv::Mat picture = matOver(luma);
    return {.sum = static_cast<std::int64_t>(cv::sum(picture)[0]),
            .dark = cv::countNonZero(picture <= darkestLuma),
            .bright = cv::countNonZero(picture >= brightestLuma)};
  }

  std::vector<SaturatedBlob> saturatedAreas(GrayView luma, int level) const override {
    const cv::Mat saturated = matOver(luma) >= level;
    cv::Mat labels, stats, centroids;
    const int count = cv::connectedComponentsWithStats(saturated, labels, stats, centroids, 8, CV_32S);
    std::vector<SaturatedBlob> blobs;
    for (int label = 1; label < count; ++label) {
      const int* row = stats.ptr<int>(label);
      blobs.push_back(
          {row[cv::CC_STAT_AREA],
           {row[cv::CC_STAT_LEFT], row[cv::CC_STAT_TOP], row[cv::CC_STAT_WIDTH], row[cv::CC_STAT_HEIGHT]}});
    }
    return blobs;
  }

  std::unique_ptr<FlowState> flowState(GrayView luma) const override {
    return std::make_unique<KeptLuma>(luma);
  }

  std::int64_t flowLength(const FlowState& before, const FlowState& now) const override {
    cv::Mat flow;
    cv::calcOpticalFlowFarneback(keptLuma(before), keptLuma(now), flow, 0.5, levels_, window_, iterations_, 5,
                                 1.2, 0);
    return flowLengthSum(
        {flow.ptr<float>(), flow.cols, flow.rows, static_cast<std::ptrdiff_t>(flow.step1()), 2});
  }

 private:
  int levels_;
  int window_;
  int iterations_;
};

}  // namespace

std::unique_ptr<LumaStages> makeOpencvStages(const Options& options) {
  return std::make_unique<OpencvStages>(options);
}

}  // namespace gradevault
