#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

#include "gradevault/item.hpp"
#include "proposals.hpp"
#include "quad_from_contour.hpp"

namespace gradevault::item {
namespace {

void addFrom(const cv::Mat& channel8, double low, double high, double leastArea,
             std::vector<Proposal>& found) {
  cv::Mat edges;
  cv::GaussianBlur(channel8, edges, {5, 5}, 0);
  cv::Canny(edges, edges, low, high);
  cv::dilate(edges, edges, {}, {-1, -1}, 2);
  std::vector<std::vector<cv::Point>> contours;
  cv::findContours(edges, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
  std::vector<std::pair<double, std::size_t>> bySize;
  for (std::size_t i = 0; i < contours.size(); ++i) bySize.emplace_back(-cv::contourArea(contours[i]), i);
  std::sort(bySize.begin(), bySize.end());
  if (bySize.size() > 5) bySize.resize(5);
  for (const auto& [negativeArea, index] : bySize) {
    const std::optional<Quad> quad = quadFromContour(contours[index]);
    if (quad && area(*quad) >= leastArea) found.push_back({*quad, -negativeArea, "contour"});
  }
}

}  // namespace

std::vector<Proposal> proposeFromContours(const Scene& scene, const Options& options) {
  const cv::Mat& lab = scene.work.lab;
  const double leastArea = 0.8 * options.minItemShare * lab.cols * lab.rows;
  std::vector<Proposal> found;
  for (const double low : {50.0, 25.0, 12.0}) addFrom(scene.work.gray8, low, 3 * low, leastArea, found);
  for (const int channel : {1, 2}) {
    cv::Mat colour;
    cv::extractChannel(lab, colour, channel);
    colour.convertTo(colour, CV_8U, 2, 128);
    addFrom(colour, 25, 75, leastArea, found);
  }
  return found;
}

}  // namespace gradevault::item
