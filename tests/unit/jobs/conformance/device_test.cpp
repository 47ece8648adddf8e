#include <atomic>
#include <thread>

#include "store_test.hpp"

namespace gradevault::jobs::test {
namespace {

const std::string gpu = "cuda:0";

class Devices : public StoreTest {
 protected:
  void SetUp() override {
    settings.breaker = {2, 60'000, 200'000, 30'000};
    StoreTest::SetUp();
  }
  [[nodiscard]] DeviceTable& devices() { return store->devices(); }
  bool mayUse(const std::string& id = gpu) { return devices().mayUse(id).value(); }
  void fault() { ASSERT_TRUE(devices().fault(gpu, "no answer").ok()); }
  void worked() { ASSERT_TRUE(devices().worked(gpu).ok()); }
  Device device() {
    const auto all = devices().list().value();
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? Device{} : all[0];
  }
};
GRADEVAULT_ON_EVERY_STORE(Devices);

TEST_P(Devices, OneThatWasNeverSeenMayBeUsed) {
  EXPECT_TRUE(mayUse());
}

TEST_P(Devices, AreListedAsTheyWereSeen) {
  ASSERT_TRUE(devices().seen(gpu, "NVIDIA T4").ok());
  clock.forward(5);
  ASSERT_TRUE(devices().seen(gpu, "NVIDIA T4, 15360 MiB").ok());
  EXPECT_EQ(device().name, "NVIDIA T4, 15360 MiB");
  EXPECT_EQ(device().seen, clock.now());
  EXPECT_EQ(device().faults, 0);
  EXPECT_EQ(device().outUntil, 0);
}

TEST_P(Devices, OneFaultLeavesItInRotationTwoTakeItOut) {
  fault();
  EXPECT_TRUE(mayUse());
  EXPECT_EQ(device().reason, "no answer");
  fault();
  EXPECT_FALSE(mayUse());
  EXPECT_EQ(device().faults, 2);
  EXPECT_EQ(device().outUntil, clock.now() + 60'000);
  EXPECT_TRUE(mayUse("cuda:1")) << "the other one";
}

TEST_P(Devices, FaultsCountInARowOnly) {
  fault();
  worked();
  fault();
  EXPECT_TRUE(mayUse());
  EXPECT_EQ(device().faults, 1);
}

TEST_P(Devices, AfterThePauseOneCallerTriesAndTheOthersWait) {
  fault();
  fault();
  clock.forward(59'999);
  EXPECT_FALSE(mayUse());
  clock.forward(1);
  EXPECT_TRUE(mayUse());
  EXPECT_FALSE(mayUse());
  worked();
  EXPECT_TRUE(mayUse());
  EXPECT_TRUE(mayUse());
  EXPECT_EQ(device().faults, 0);
  EXPECT_EQ(device().outUntil, 0);
}

TEST_P(Devices, OfManyAtOnceOneTries) {
  fault();
  fault();
  clock.forward(60'000);
  std::atomic<int> admitted = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 10; ++i) threads.emplace_back([&] { admitted += mayUse() ? 1 : 0; });
  }
  EXPECT_EQ(admitted, 1);
}

TEST_P(Devices, EachTrialThatFailsDoublesThePauseUpToTheLongest) {
  fault();
  fault();
  for (const Milliseconds pause : {120'000, 200'000, 200'000}) {
    clock.forward(device().outUntil - clock.now());
    EXPECT_TRUE(mayUse());
    fault();
    EXPECT_EQ(device().outUntil, clock.now() + pause);
    EXPECT_FALSE(mayUse());
  }
}

TEST_P(Devices, ATrialThatNeverReportsBlocksNobodyForEver) {
  fault();
  fault();
  clock.forward(60'000);
  EXPECT_TRUE(mayUse());
  clock.forward(29'999);
  EXPECT_FALSE(mayUse());
  clock.forward(1);
  EXPECT_TRUE(mayUse());
  EXPECT_FALSE(mayUse());
}

TEST_P(Devices, WhatIsKnownSurvivesOpeningAgain) {
  fault();
  fault();
  open();
  EXPECT_FALSE(mayUse());
}

TEST_P(Devices, AHundredFaultsAreStillOneLongestPause) {
  for (int i = 0; i < 100; ++i) fault();
  EXPECT_EQ(device().outUntil, clock.now() + 200'000);
}

}  // namespace
}  // namespace gradevault::jobs::test
