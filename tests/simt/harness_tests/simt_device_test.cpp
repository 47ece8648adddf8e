#include "harness/simt_device.hpp"

#include <gtest/gtest.h>

#include <cstring>

namespace gradevault::simt {
namespace {

using cuda::Event;
using cuda::Queue;

/// Uploads a number on the upload queue and downloads it on the work queue; what comes back.
int roundTrip(SimtDevice& device, bool waits) {
  auto* const there = static_cast<int*>(device.allocate(sizeof(int)).value());
  auto* const from = static_cast<int*>(device.allocatePinned(sizeof(int)).value());
  auto* const back = static_cast<int*>(device.allocatePinned(sizeof(int)).value());
  const Event uploaded = device.makeEvent().value();
  const Event done = device.makeEvent().value();
  *from = 42;
  *back = 0;
  EXPECT_TRUE(device.upload(there, from, sizeof(int), Queue::upload).ok());
  EXPECT_TRUE(device.record(uploaded, Queue::upload).ok());
  EXPECT_TRUE(!waits || device.wait(Queue::work, uploaded).ok());
  EXPECT_TRUE(device.download(back, there, sizeof(int)).ok());
  EXPECT_TRUE(device.record(done, Queue::work).ok());
  EXPECT_TRUE(device.synchronize(done).ok());
  const int got = *back;
  for (void* memory : {there, from, back}) device.release(memory);
  return got;
}

TEST(SimtDevice, QueuesThatWaitForEachOtherGiveTheRightResultInEveryOrder) {
  for (unsigned seed = 0; seed < 16; ++seed) {
    SimtDevice device({.order = Schedule::Order::shuffled, .seed = seed});
    EXPECT_EQ(roundTrip(device, true), 42) << seed;
  }
}

TEST(SimtDevice, AMissingWaitShowsForSomeSeed) {
  bool wrong = false;
  for (unsigned seed = 0; seed < 16; ++seed) {
    SimtDevice device({.order = Schedule::Order::shuffled, .seed = seed});
    wrong = wrong || roundTrip(device, false) != 42;
  }
  EXPECT_TRUE(wrong);
}

TEST(SimtDevice, RefusesMoreMemoryThanItHas) {
  SimtDevice device({}, 1000);
  EXPECT_TRUE(device.allocate(900).ok());
  EXPECT_FALSE(device.allocate(200).ok());
}

TEST(SimtDevice, SeesDamagedSentinels) {
  SimtDevice device;
  auto* const memory = static_cast<unsigned char*>(device.allocate(10).value());
  memory[10] = 0;
  device.release(memory);
  EXPECT_FALSE(device.findings().none());
}

TEST(SimtDevice, AKernelsFaultIsAnErrorOfSynchronize) {
  SimtDevice device;
  auto* const luma = static_cast<unsigned char*>(device.allocate(16).value());
  auto* const level = static_cast<float*>(device.allocate(64).value());
  // The level's plane is larger than the luma's, so the kernel reads rows that are not there.
  const cuda::BlurLuma blur{{luma, 4, 4, 4, 1, 16}, {level, 4, 4, 4, 0, 16}};
  const Event done = device.makeEvent().value();
  EXPECT_TRUE(device.launch(blur, blur.grid(1)).ok());
  EXPECT_TRUE(device.record(done, Queue::work).ok());
  EXPECT_FALSE(device.synchronize(done).ok());
}

}  // namespace
}  // namespace gradevault::simt
