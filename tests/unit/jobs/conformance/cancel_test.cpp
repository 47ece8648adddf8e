#include "store_test.hpp"

namespace gradevault::jobs::test {
namespace {

class Cancelling : public StoreTest {};
GRADEVAULT_ON_EVERY_STORE(Cancelling);

TEST_P(Cancelling, AWaitingJobIsCancelledAtOnce) {
  const std::string id = submit().id;
  const auto job = jobs().cancel(id).value();
  ASSERT_TRUE(job);
  EXPECT_EQ(job->state, JobState::cancelled);
  EXPECT_EQ(job->finished, clock.now());
  EXPECT_FALSE(tryClaim());
  EXPECT_EQ(eventTypes(id), (std::vector<std::string>{"queued", "cancelled"}));
}

TEST_P(Cancelling, ARunningJobsWorkerHearsOfIt) {
  submit();
  const Job job = claim();
  EXPECT_EQ(jobs().heartbeat(leaseOf(job), lease).value(), Standing::held);
  const auto asked = jobs().cancel(job.id).value();
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->state, JobState::running);
  EXPECT_TRUE(asked->cancelRequested);
  const Event event{0, 0, "progress", "{}"};
  EXPECT_EQ(jobs().heartbeat(leaseOf(job), lease).value(), Standing::cancelled);
  EXPECT_EQ(jobs().append(leaseOf(job), {&event, 1}).value(), Standing::cancelled);
  EXPECT_EQ(find(job.id).state, JobState::running) << "until the worker has let go";
}

TEST_P(Cancelling, HoweverTheAttemptEndsThenTheJobIsCancelledAndNothingOfItIsSeen) {
  const auto end = [this](const Job& job, int way) {
    switch (way) {
      case 0:
        return jobs().commit(leaseOf(job), anOutcome()).value();
      case 1:
        return jobs().fail(leaseOf(job), Failure::error, {"x", "x"}).value();
      case 2:
        return jobs().fail(leaseOf(job), Failure::crash, {"x", "x"}).value();
      case 3:
        return jobs().fail(leaseOf(job), Failure::rejected, {"x", "x"}).value();
      default:
        return jobs().handBack(leaseOf(job)).value();
    }
  };
  for (int way = 0; way < 5; ++way) {
    submit();
    const Job job = claim();
    ASSERT_TRUE(jobs().cancel(job.id).ok());
    EXPECT_EQ(end(job, way), Standing::cancelled) << way;
    const Job ended = find(job.id);
    EXPECT_EQ(ended.state, JobState::cancelled) << way;
    EXPECT_EQ(ended.results, "") << way;
    EXPECT_EQ(ended.report, "") << way;
    EXPECT_TRUE(ended.artifacts.empty()) << way;
    EXPECT_FALSE(ended.problem) << way;
  }
}

TEST_P(Cancelling, AJobWhoseWorkerIsGoneIsCancelledWhenItsLeaseRunsOut) {
  submit();
  const Job job = claim();
  ASSERT_TRUE(jobs().cancel(job.id).ok());
  clock.forward(lease);
  EXPECT_EQ(jobs().reclaimExpired().value(), 1);
  EXPECT_EQ(find(job.id).state, JobState::cancelled);
}

TEST_P(Cancelling, AFinalJobStaysAsItIs) {
  for (const JobState state :
       {JobState::done, JobState::failed, JobState::quarantined, JobState::cancelled}) {
    const Job before = jobIn(state);
    const auto job = jobs().cancel(before.id).value();
    ASSERT_TRUE(job);
    EXPECT_EQ(job->state, state);
  }
}

TEST_P(Cancelling, TwiceIsOnce) {
  const std::string id = submit().id;
  ASSERT_TRUE(jobs().cancel(id).ok());
  ASSERT_TRUE(jobs().cancel(id).ok());
  EXPECT_EQ(eventTypes(id).size(), 2U);
}

TEST_P(Cancelling, AnUnknownJobIsNone) {
  EXPECT_FALSE(jobs().cancel("an_none").value());
}

}  // namespace
}  // namespace gradevault::jobs::test
