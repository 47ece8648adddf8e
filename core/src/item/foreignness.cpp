#include "foreignness.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace gradevault::item {

Foreignness measureForeignness(const WorkPicture& work) {
  // Half the work size is fine enough for strips beside a side, and four times faster.
  const cv::Size half(std::max(1, work.lab.cols / 2), std::max(1, work.lab.rows / 2));
  cv::Mat small;
  cv::resize(work.lab, small, half, 0, 0, cv::INTER_AREA);
  cv::GaussianBlur(small, small, {}, 0.8, 0.8, cv::BORDER_REPLICATE);
  Foreignness result{colourForeignness(small), barrierForeignness(small)};
  cv::resize(result.colour, result.colour, work.lab.size(), 0, 0, cv::INTER_LINEAR);
  cv::resize(result.barrier, result.barrier, work.lab.size(), 0, 0, cv::INTER_LINEAR);
  return result;
}

}  // namespace gradevault::item
