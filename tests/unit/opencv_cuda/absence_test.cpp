#include <gtest/gtest.h>

#include "gradevault/engines/opencv_cuda.hpp"

namespace gradevault {
namespace {

TEST(OpencvCuda, IsAbsentWhereOpencvHasNoCudaModulesAndSaysSo) {
  const Result<std::unique_ptr<Engine>> engine = makeOpencvCudaEngine();
  ASSERT_FALSE(engine.ok());
  EXPECT_EQ(engine.error().code, ErrorCode::unsupported);
  EXPECT_EQ(engine.error().message.find("absent: this OpenCV has no CUDA modules"), 0U)
      << engine.error().message;
}

}  // namespace
}  // namespace gradevault
