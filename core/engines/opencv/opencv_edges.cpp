#include "opencv_edges.hpp"

#include <opencv2/imgproc.hpp>

#include "mat_over.hpp"

namespace gradevault {
namespace {

void addCanny(const cv::Mat& luma, double low, double high, double hundredths, cv::Mat& sum) {
  cv::Mat edges;
  cv::Canny(luma, edges, low, high, 3, false);
  cv::add(sum, hundredths, sum, edges);
}

void squaredGradient(const cv::Mat& luma, cv::Mat out) {
  cv::Mat dx, dy, squaredX, squaredY;
  cv::Sobel(luma, dx, CV_16S, 1, 0, 3);
  cv::Sobel(luma, dy, CV_16S, 0, 1, 3);
  cv::multiply(dx, dx, squaredX, 1, CV_32S);
  cv::multiply(dy, dy, squaredY, 1, CV_32S);
  cv::add(squaredX, squaredY, out);
}

/// Unnormalised sums instead of the prototype's blurred squares: the same quantity times 625, but exact.
void scaledVariance(const cv::Mat& luma, cv::Mat out) {
  const cv::Size window(5, 5);
  cv::Mat sum, squares;
  cv::boxFilter(luma, sum, CV_32S, window, {-1, -1}, false);
  cv::sqrBoxFilter(luma, squares, CV_32S, window, {-1, -1}, false);
  cv::multiply(sum, sum, sum);
  cv::multiply(squares, 25, squares);
  cv::subtract(squares, sum, out);
}

class OpencvEdges final : public EdgeStages {
 public:
  explicit OpencvEdges(Trace* trace) : trace_(trace) {}

  EdgeLayers layers(GrayView view) const override {
    EdgeLayers out{.canny = GrayImage(view.width(), view.height()),
                   .laplacian = Image<std::uint16_t>(view.width(), view.height()),
                   .gradient = Image<std::int32_t>(view.width(), view.height()),
                   .deviation = Image<std::int32_t>(view.width(), view.height())};
    const cv::Mat luma = matOver(view);
    {
      const TracedPart part(trace_, "defects.canny");
      cv::Mat canny = matOver(out.canny.view());
      addCanny(luma, 15, 60, 50, canny);
      addCanny(luma, 30, 100, 35, canny);
      addCanny(luma, 50, 150, 15, canny);
    }
    {
      const TracedPart part(trace_, "defects.laplacian");
      cv::Mat response;
      cv::Laplacian(luma, response, CV_16S, 1);
      cv::Mat(cv::abs(response)).convertTo(matOver(out.laplacian.view()), CV_16U);
    }
    {
      const TracedPart part(trace_, "defects.sobel");
      squaredGradient(luma, matOver(out.gradient.view()));
    }
    const TracedPart part(trace_, "defects.deviation");
    scaledVariance(luma, matOver(out.deviation.view()));
    return out;
  }

  GrayImage closed(GrayView mask) const override {
    const TracedPart part(trace_, "defects.closing");
    GrayImage out(mask.width(), mask.height());
    cv::morphologyEx(matOver(mask), matOver(out.view()), cv::MORPH_CLOSE, cv::Mat::ones(2, 2, CV_8U));
    return out;
  }

 private:
  Trace* trace_;
};

}  // namespace

std::unique_ptr<EdgeStages> makeOpencvEdges(Trace* trace) {
  return std::make_unique<OpencvEdges>(trace);
}

}  // namespace gradevault
