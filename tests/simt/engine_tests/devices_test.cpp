#include <gtest/gtest.h>

#include "gradevault/engines/cuda.hpp"

namespace gradevault {
namespace {

TEST(CudaDevices, AreListedOrThereIsAReasonForPeople) {
  const Result<std::vector<CudaDevice>> devices = cudaDevices();
  if (devices.ok()) {
    ASSERT_FALSE(devices.value().empty());
    EXPECT_FALSE(devices.value()[0].name.empty());
    EXPECT_GT(devices.value()[0].memory, 0U);
    return;
  }
  EXPECT_EQ(devices.error().code, ErrorCode::unsupported);
  EXPECT_NE(devices.error().message.find("CUDA"), std::string::npos) << devices.error().message;
}

TEST(CudaDevices, TheEngineComesOrGivesTheSameReason) {
  const Result<std::vector<CudaDevice>> devices = cudaDevices();
  const Result<std::unique_ptr<Engine>> engine = makeCudaEngine();
  ASSERT_EQ(engine.ok(), devices.ok());
  if (!engine.ok()) {
    EXPECT_EQ(engine.error().message, devices.error().message);
    return;
  }
  EXPECT_EQ(engine.value()->info().name, "cuda");
  EXPECT_EQ(engine.value()->info().device, devices.value()[0].name);
}

TEST(CudaDevices, OneThatIsNotThereIsRefused) {
  EXPECT_FALSE(makeCudaEngine(1000).ok());
  EXPECT_FALSE(makeCudaEngine(-1).ok());
}

}  // namespace
}  // namespace gradevault
