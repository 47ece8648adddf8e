#include <gtest/gtest.h>

#include <opencv2/core/utility.hpp>

namespace {

/// As our programs do: frames run in parallel, and no second layer of threads within OpenCV. (Thread
/// sanitizers do not understand that layer, because OpenCV and TBB are not instrumented.)
class SingleThreadedOpencv final : public ::testing::Environment {
 public:
  void SetUp() override { cv::setNumThreads(1); }
};

const auto* const environment = ::testing::AddGlobalTestEnvironment(new SingleThreadedOpencv);

}  // namespace
