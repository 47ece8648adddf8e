#include "opencv_cuda_edges.hpp"

#include <opencv2/cudaarithm.hpp>
#include <opencv2/cudafilters.hpp>
#include <opencv2/cudaimgproc.hpp>

#include "device_turn.hpp"
#include "mat_over.hpp"

namespace gradevault {
namespace {

using cv::cuda::GpuMat;

void addCanny(const GpuMat& luma, double low, double high, double hundredths, GpuMat& sum) {
  GpuMat edges;
  cv::cuda::createCannyEdgeDetector(low, high, 3, false)->detect(luma, edges);
  cv::cuda::add(sum, cv::Scalar(hundredths), sum, edges);
}

GpuMat absoluteLaplacian(const GpuMat& luma) {
  GpuMat wide, response, out;
  luma.convertTo(wide, CV_32F);
  cv::cuda::createLaplacianFilter(CV_32FC1, CV_32FC1, 1, 1, cv::BORDER_REFLECT101)->apply(wide, response);
  cv::cuda::abs(response, response);
  response.convertTo(out, CV_16U);
  return out;
}

/// Below 2^22, which a float holds exactly.
GpuMat squaredGradient(const GpuMat& luma) {
  GpuMat dx, dy, squared, out;
  cv::cuda::createSobelFilter(CV_8UC1, CV_32FC1, 1, 0, 3, 1, cv::BORDER_REFLECT101)->apply(luma, dx);
  cv::cuda::createSobelFilter(CV_8UC1, CV_32FC1, 0, 1, 3, 1, cv::BORDER_REFLECT101)->apply(luma, dy);
  cv::cuda::magnitudeSqr(dx, dy, squared);
  squared.convertTo(out, CV_32S);
  return out;
}

/// Window sums stay below 2^21, exact in float; what is made of them goes to 2^26, hence the doubles.
GpuMat scaledVariance(const GpuMat& luma) {
  const cv::Mat ones = cv::Mat::ones(1, 5, CV_32F);
  const auto window =
      cv::cuda::createSeparableLinearFilter(CV_32FC1, CV_32FC1, ones, ones, {-1, -1}, cv::BORDER_REFLECT101);
  GpuMat wide, squares, sums, squaredSums, out;
  luma.convertTo(wide, CV_32F);
  window->apply(wide, sums);
  cv::cuda::sqr(wide, wide);
  window->apply(wide, squares);
  sums.convertTo(sums, CV_64F);
  squares.convertTo(squares, CV_64F, 25);
  cv::cuda::sqr(sums, squaredSums);
  cv::cuda::subtract(squares, squaredSums, squares);
  squares.convertTo(out, CV_32S);
  return out;
}

/// One step of the closing. What lies outside the picture is `outside`, which does not count; by itself the
/// filter would mirror it.
GpuMat morphology(int step, const GpuMat& mask, double outside) {
  const cv::Mat square = cv::Mat::ones(2, 2, CV_8U);
  constexpr int margin = 2;
  GpuMat padded, grown;
  cv::cuda::copyMakeBorder(mask, padded, margin, margin, margin, margin, cv::BORDER_CONSTANT,
                           cv::Scalar(outside));
  cv::cuda::createMorphologyFilter(step, CV_8UC1, square)->apply(padded, grown);
  return grown(cv::Rect(margin, margin, mask.cols, mask.rows));
}

class OpencvCudaEdges final : public EdgeStages {
 public:
  OpencvCudaEdges(int device, Trace* trace) : device_(device), trace_(trace) {}

  EdgeLayers layers(GrayView view) const override {
    EdgeLayers out{.canny = GrayImage(view.width(), view.height()),
                   .laplacian = Image<std::uint16_t>(view.width(), view.height()),
                   .gradient = Image<std::int32_t>(view.width(), view.height()),
                   .deviation = Image<std::int32_t>(view.width(), view.height())};
    const DeviceTurn turn(device_);
    GpuMat luma;
    {
      const TracedPart part(trace_, "defects.upload");
      luma.upload(matOver(view));
    }
    {
      const TracedPart part(trace_, "defects.canny");
      GpuMat canny(luma.size(), CV_8UC1, cv::Scalar(0));
      addCanny(luma, 15, 60, 50, canny);
      addCanny(luma, 30, 100, 35, canny);
      addCanny(luma, 50, 150, 15, canny);
      canny.download(matOver(out.canny.view()));
    }
    {
      const TracedPart part(trace_, "defects.laplacian");
      absoluteLaplacian(luma).download(matOver(out.laplacian.view()));
    }
    {
      const TracedPart part(trace_, "defects.sobel");
      squaredGradient(luma).download(matOver(out.gradient.view()));
    }
    const TracedPart part(trace_, "defects.deviation");
    scaledVariance(luma).download(matOver(out.deviation.view()));
    return out;
  }

  GrayImage closed(GrayView mask) const override {
    const TracedPart part(trace_, "defects.closing");
    GrayImage out(mask.width(), mask.height());
    const DeviceTurn turn(device_);
    GpuMat picture;
    picture.upload(matOver(mask));
    picture = morphology(cv::MORPH_DILATE, picture, 0);
    morphology(cv::MORPH_ERODE, picture, 255).download(matOver(out.view()));
    return out;
  }

 private:
  int device_;
  Trace* trace_;
};

}  // namespace

std::unique_ptr<EdgeStages> makeOpencvCudaEdges(int device, Trace* trace) {
  return std::make_unique<OpencvCudaEdges>(device, trace);
}

}  // namespace gradevault
