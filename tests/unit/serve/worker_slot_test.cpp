#include "worker_slot.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

namespace gradevault::serve {
namespace {

using Time = WorkerSlot::Clock::time_point;
constexpr BackOff backOff{.first = 1, .longest = 4, .steady = 100};

Time at(double seconds) {
  return Time{} + std::chrono::duration_cast<WorkerSlot::Clock::duration>(
                      std::chrono::duration<double>(1000 + seconds));
}

WorkerSlot slotOf(const std::string& script) {
  return {"w", jobs::Lane::cpu, 0, {"sh", "-c", script}, backOff};
}

/// Tends at `now` until the process that runs has been seen to end.
void endAt(WorkerSlot& slot, Time now) {
  const int starts = slot.starts();
  for (int tries = 0; tries < 6000 && slot.process() != 0; ++tries) {
    slot.tend("/bin/sh", now);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  EXPECT_EQ(slot.process(), 0);
  EXPECT_EQ(slot.starts(), starts);
}

bool startsAt(WorkerSlot& slot, Time now) {
  const int starts = slot.starts();
  slot.tend("/bin/sh", now);
  return slot.starts() > starts;
}

TEST(WorkerSlot, PausesDoubleForAProcessThatKeepsEnding) {
  WorkerSlot slot = slotOf("exit 1");
  ASSERT_TRUE(startsAt(slot, at(0)));
  double now = 0;
  for (const double pause : {1.0, 2.0, 4.0, 4.0}) {
    endAt(slot, at(now));
    EXPECT_FALSE(startsAt(slot, at(now + pause - 0.1)));
    now += pause;
    EXPECT_TRUE(startsAt(slot, at(now)));
  }
}

TEST(WorkerSlot, OneThatWasKilledIsBackAfterTheFirstPauseHoweverOften) {
  WorkerSlot slot = slotOf("kill -9 $$");
  ASSERT_TRUE(startsAt(slot, at(0)));
  for (int now = 0; now < 4; ++now) {
    endAt(slot, at(now));
    EXPECT_FALSE(startsAt(slot, at(now + 0.9)));
    EXPECT_TRUE(startsAt(slot, at(now + 1)));
  }
}

TEST(WorkerSlot, OneThatLivedLongStartsAnew) {
  WorkerSlot slot = slotOf("exit 1");
  ASSERT_TRUE(startsAt(slot, at(0)));
  endAt(slot, at(0));
  ASSERT_TRUE(startsAt(slot, at(1)));
  endAt(slot, at(101));  // seen to end after a hundred seconds
  EXPECT_TRUE(startsAt(slot, at(102)));
}

TEST(WorkerSlot, AProgramThatIsNotThereIsTriedAgainToo) {
  WorkerSlot slot = slotOf("");
  slot.tend("/no/such/program", at(0));
  EXPECT_EQ(slot.starts(), 0);
  EXPECT_TRUE(slot.empty());
  EXPECT_TRUE(startsAt(slot, at(1)));
  EXPECT_TRUE(slot.process() != 0);
}

}  // namespace
}  // namespace gradevault::serve
