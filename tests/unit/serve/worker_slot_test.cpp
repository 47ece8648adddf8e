#include "worker_slot.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include "gradevault/process/process_state.hpp"

namespace gradevault::serve {
namespace {

using Time = WorkerSlot::Clock::time_point;
constexpr BackOff backOff{.first = 1, .longest = 4, .steady = 100};

Time at(double seconds) {
  return Time{} + std::chrono::duration_cast<WorkerSlot::Clock::duration>(
                      std::chrono::duration<double>(1000 + seconds));
}

WorkerSlot slotOf(const std::string& script) {
  return {"w",
          jobs::Lane::cpu,
          0,
          {"sh", "-c", script},
          {.backOff = backOff, .stoppedSeconds = 5, .tell = nullptr}};
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

TEST(WorkerSlot, OneThatIsStoppedForTooLongIsKilledAndSaysSo) {
  std::vector<std::string> told;
  WorkerSlot slot("w", jobs::Lane::cpu, 0, {"sh", "-c", "exec sleep 600"},
                  {.backOff = backOff, .stoppedSeconds = 5, .tell = [&](const std::string& words) {
                     told.push_back(words);
                   }});
  ASSERT_TRUE(startsAt(slot, at(0)));
  const auto stop = [&] {
    ::kill(slot.process(), SIGSTOP);
    for (int tries = 0; tries < 6000 && process::processState(slot.process()) != 'T'; ++tries)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
  };
  stop();
  slot.tend("/bin/sh", at(10));
  slot.tend("/bin/sh", at(14));
  ::kill(slot.process(), SIGCONT);
  while (process::processState(slot.process()) == 'T')
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  slot.tend("/bin/sh", at(15));
  EXPECT_TRUE(told.empty()) << "it goes on, and its patience starts anew";
  stop();
  slot.tend("/bin/sh", at(20));
  slot.tend("/bin/sh", at(24));
  EXPECT_TRUE(told.empty());
  endAt(slot, at(25));
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0], "was killed: it was stopped, and may hold locks that the others wait for");
  EXPECT_EQ(told[1], "was ended by signal 9 (Killed)");
  EXPECT_TRUE(startsAt(slot, at(26)));
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
