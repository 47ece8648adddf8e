#include "defect/gradient.hpp"

#include <opencv2/imgproc.hpp>

namespace gradevault {

cv::Mat squaredGradient(const cv::Mat& gray) {
  cv::Mat across;
  cv::Mat down;
  cv::Sobel(gray, across, CV_16S, 1, 0, 3, 1, 0, cv::BORDER_REPLICATE);
  cv::Sobel(gray, down, CV_16S, 0, 1, 3, 1, 0, cv::BORDER_REPLICATE);
  cv::Mat squared(gray.size(), CV_32S);
  for (int y = 0; y < gray.rows; ++y) {
    for (int x = 0; x < gray.cols; ++x) {
      const int dx = across.at<short>(y, x);
      const int dy = down.at<short>(y, x);
      squared.at<int>(y, x) = dx * dx + dy * dy;
    }
  }
  return squared;
}

cv::Mat windowSum(const cv::Mat& picture, int side) {
  cv::Mat sum;
  cv::boxFilter(picture, sum, CV_32S, cv::Size(side, side), cv::Point(-1, -1), false, cv::BORDER_REPLICATE);
  return sum;
}

cv::Mat edgeDensity(const cv::Mat& gray, double low, double high, int side) {
  cv::Mat edges;
  cv::Canny(gray, edges, low, high, 3, false);
  return windowSum(edges, side);
}

}  // namespace gradevault
