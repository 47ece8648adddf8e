#include "work_picture.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <opencv2/imgproc/hal/hal.hpp>

#include "pixels.hpp"

namespace gradevault::item {
namespace {

cv::Mat asRgb(const cv::Mat& picture) {
  if (picture.channels() == 3) return picture;
  cv::Mat rgb;
  cv::merge(std::vector<cv::Mat>(3, picture), rgb);
  return rgb;
}

/// COLOR_RGB2Lab, without cv::cvtColor, which would bring every conversion it knows into the browser's
/// module.
cv::Mat labOf(const cv::Mat& rgb) {
  cv::Mat lab(rgb.size(), CV_8UC3);
  cv::hal::cvtBGRtoLab(rgb.data, rgb.step, lab.data, lab.step, rgb.cols, rgb.rows, CV_8U, 3, true, true,
                       true);
  return lab;
}

}  // namespace

WorkPicture makeWorkPicture(RgbView frame, int longSide) {
  WorkPicture work;
  work.full = frame.size();
  const double factor =
      std::min(1.0, static_cast<double>(longSide) / std::max(frame.width(), frame.height()));
  const cv::Size size(std::max(1, cvRound(frame.width() * factor)),
                      std::max(1, cvRound(frame.height() * factor)));
  cv::Mat small = asMat(frame);
  if (small.size() != size) cv::resize(small, small, size, 0, 0, cv::INTER_AREA);
  work.scaleX = static_cast<double>(size.width) / frame.width();
  work.scaleY = static_cast<double>(size.height) / frame.height();

  const cv::Mat lab8 = labOf(asRgb(small));
  cv::extractChannel(lab8, work.gray8, 0);
  std::vector<cv::Mat> channels;
  cv::split(lab8, channels);
  channels[0].convertTo(channels[0], CV_32F, 100.0 / 255.0);
  channels[1].convertTo(channels[1], CV_32F, 1, -128);
  channels[2].convertTo(channels[2], CV_32F, 1, -128);
  cv::merge(channels, work.lab);
  return work;
}

}  // namespace gradevault::item
