#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "gradevault/item.hpp"
#include "proposals.hpp"
#include "quad_from_contour.hpp"

namespace gradevault::item {
namespace {

// Here and beside it, no matrix expressions and no cv::morphologyEx, which is made of them: they bring
// OpenCV's linear algebra into the browser's module.
void closeThenOpen(cv::Mat& mask) {
  const cv::Mat square(5, 5, CV_8U, cv::Scalar(1));
  const cv::Point middle(-1, -1);
  cv::dilate(mask, mask, square);
  cv::erode(mask, mask, square);
  cv::erode(mask, mask, square, middle, 2);
  cv::dilate(mask, mask, square, middle, 2);
}

cv::Mat meanOf(const cv::Mat& a, const cv::Mat& b) {
  cv::Mat mean;
  cv::addWeighted(a, 0.5, b, 0.5, 0, mean);
  return mean;
}

void addFrom(const cv::Mat& foreign8, double threshold, double leastArea, std::vector<Proposal>& found) {
  cv::Mat mask;
  cv::threshold(foreign8, mask, threshold, 255, cv::THRESH_BINARY);
  closeThenOpen(mask);
  std::vector<std::vector<cv::Point>> contours;
  cv::findContours(mask, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
  for (const std::vector<cv::Point>& contour : contours) {
    const double size = cv::contourArea(contour);
    if (size < 0.5 * leastArea) continue;
    const std::optional<Quad> quad = quadFromContour(contour);
    if (quad && area(*quad) >= leastArea) found.push_back({*quad, size, "region"});
  }
}

}  // namespace

std::vector<Proposal> proposeFromRegions(const Scene& scene, const Options& options) {
  const Foreignness& foreign = scene.foreignness;
  const double leastArea = 0.8 * options.minItemShare * foreign.colour.cols * foreign.colour.rows;
  std::vector<Proposal> found;
  for (const cv::Mat& map : {foreign.colour, foreign.barrier, meanOf(foreign.colour, foreign.barrier)}) {
    cv::Mat map8;
    map.convertTo(map8, CV_8U, 255);
    cv::Mat unused;
    const double otsu = cv::threshold(map8, unused, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
    for (const double threshold : {otsu, 0.6 * otsu, 100.0, 180.0})
      addFrom(map8, threshold, leastArea, found);
  }
  return found;
}

}  // namespace gradevault::item
