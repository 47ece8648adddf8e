#include <gtest/gtest.h>

#include "gradevault/jobs/job.hpp"

namespace gradevault::jobs {
namespace {

TEST(Names, EveryStateTierAndLaneIsReadBackFromItsName) {
  for (const JobState state : {JobState::queued, JobState::running, JobState::done, JobState::failed,
                               JobState::cancelled, JobState::quarantined}) {
    EXPECT_EQ(jobState(name(state)), state) << name(state);
  }
  for (const Tier value : {Tier::premium, Tier::pro, Tier::standard, Tier::batch})
    EXPECT_EQ(tier(name(value)), value);
  for (const Lane value : {Lane::cpu, Lane::gpu}) EXPECT_EQ(lane(name(value)), value);
}

TEST(Names, OtherWordsAreNone) {
  EXPECT_FALSE(jobState("Queued"));
  EXPECT_FALSE(jobState(""));
  EXPECT_FALSE(tier("free"));
  EXPECT_FALSE(lane("any"));
}

TEST(Names, QueuedAndRunningJobsAreNotFinal) {
  EXPECT_FALSE(isFinal(JobState::queued));
  EXPECT_FALSE(isFinal(JobState::running));
  for (const JobState state :
       {JobState::done, JobState::failed, JobState::cancelled, JobState::quarantined}) {
    EXPECT_TRUE(isFinal(state));
  }
}

TEST(Times, AreWrittenAsRfc3339InUtcWithMilliseconds) {
  EXPECT_EQ(rfc3339(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(rfc3339(951'827'696'007), "2000-02-29T12:34:56.007Z");
  EXPECT_EQ(rfc3339(-1), "1969-12-31T23:59:59.999Z");
}

TEST(Times, TheSystemsClockIsInMillisecondsSince1970) {
  const SystemWallClock clock;
  EXPECT_GT(clock.now(), 1'700'000'000'000);
  EXPECT_LT(clock.now(), 10'000'000'000'000);
}

}  // namespace
}  // namespace gradevault::jobs
