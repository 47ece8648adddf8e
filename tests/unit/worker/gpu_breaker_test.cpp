#include "gpu_breaker.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gradevault::worker {
namespace {

/// Says what it is told to, and remembers what it was told.
class Table final : public jobs::DeviceTable {
 public:
  Status seen(const std::string& id, const std::string& name) override {
    calls.push_back("seen " + id + ' ' + name);
    return {};
  }
  Status fault(const std::string& id, const std::string& reason) override {
    calls.push_back("fault " + id + ' ' + reason);
    return {};
  }
  Status worked(const std::string& id) override {
    calls.push_back("worked " + id);
    return {};
  }
  Result<bool> mayUse(const std::string& id) override {
    calls.push_back("mayUse " + id);
    return grants;
  }
  Result<std::vector<jobs::Device>> list() override {
    jobs::Device device;
    device.id = "cuda:1";
    device.outUntil = outUntil;
    return std::vector{device};
  }

  std::vector<std::string> calls;
  jobs::Milliseconds outUntil = 0;
  bool grants = true;
};

EngineReport report(const std::string& name, const std::string& fallbackFrom = {}) {
  EngineReport engine;
  engine.name = name;
  engine.device = "a GPU";
  if (!fallbackFrom.empty()) {
    engine.fallbacks.push_back(
        {.from = fallbackFrom, .to = "cpu", .reason = "why", .frame = {}, .device = {}, .unknown = {}});
  }
  return engine;
}

TEST(GpuBreaker, ADeviceInRotationMayBeUsedWithoutAWrite) {
  Table table;
  GpuBreaker breaker(table, 1);
  EXPECT_TRUE(*breaker.mayUse(100));
  EXPECT_TRUE(table.calls.empty());
}

TEST(GpuBreaker, ADeviceThatIsOutMayNot) {
  Table table;
  table.outUntil = 200;
  GpuBreaker breaker(table, 1);
  EXPECT_FALSE(*breaker.mayUse(100));
  EXPECT_TRUE(table.calls.empty());
}

TEST(GpuBreaker, ATrialThatWasGrantedIsKeptUntilAJobToldHowTheDeviceIs) {
  Table table;
  table.outUntil = 50;
  GpuBreaker breaker(table, 1);
  EXPECT_TRUE(*breaker.mayUse(100));
  EXPECT_TRUE(*breaker.mayUse(101)) << "there was no job for it yet";
  EXPECT_EQ(table.calls, (std::vector<std::string>{"mayUse cuda:1"}));
  table.grants = false;
  ASSERT_TRUE(breaker.learn(report("cuda", "cuda")).ok());
  EXPECT_FALSE(*breaker.mayUse(102));
}

TEST(GpuBreaker, ATrialThatAnotherHasIsWaitedFor) {
  Table table;
  table.outUntil = 50;
  table.grants = false;
  GpuBreaker breaker(table, 1);
  EXPECT_FALSE(*breaker.mayUse(100));
}

TEST(GpuBreaker, LearnsFromTheReport) {
  Table table;
  GpuBreaker breaker(table, 1);
  ASSERT_TRUE(breaker.learn(report("cpu", "cuda")).ok());
  ASSERT_TRUE(breaker.learn(report("cuda")).ok());
  ASSERT_TRUE(breaker.learn(report("cuda", "nvdec")).ok());
  ASSERT_TRUE(breaker.learn(report("reference")).ok());
  EXPECT_EQ(table.calls, (std::vector<std::string>{"fault cuda:1 why", "seen cuda:1 a GPU", "worked cuda:1",
                                                   "seen cuda:1 a GPU", "worked cuda:1"}));
}

}  // namespace
}  // namespace gradevault::worker
