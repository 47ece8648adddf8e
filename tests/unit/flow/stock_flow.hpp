#pragma once

#include <opencv2/video/tracking.hpp>

#include "farneback.hpp"
#include "mat_over.hpp"

namespace gradevault::testing {

inline FloatImage stockFlow(const GrayImage& before, const GrayImage& now,
                            const FlowSettings& settings = {}) {
  FloatImage flow(before.width(), before.height(), 2);
  cv::Mat out = matOver(flow.view());
  cv::calcOpticalFlowFarneback(matOver(before.view()), matOver(now.view()), out, 0.5, settings.levels,
                               settings.window, settings.iterations, 5, 1.2, 0);
  return flow;
}

}  // namespace gradevault::testing
