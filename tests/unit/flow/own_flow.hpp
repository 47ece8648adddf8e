#pragma once

#include "farneback.hpp"

namespace gradevault::testing {

inline FloatImage ownFlow(const GrayImage& before, const GrayImage& now, const FlowSettings& settings = {}) {
  return farnebackFlow(flowPyramid(before.view(), settings), flowPyramid(now.view(), settings), settings);
}

}  // namespace gradevault::testing
