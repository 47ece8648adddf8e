#include <algorithm>

#include "store_test.hpp"

namespace gradevault::jobs::test {
namespace {

const Problem problem{"fetch_failed", "The video could not be fetched."};

class Budgets : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    id = submit().id;
  }
  /// Claims the job, as soon as it may start, and ends the attempt so.
  Job endAs(Failure failure) {
    clock.forward(std::max<Milliseconds>(0, find(id).notBefore - clock.now()));
    EXPECT_EQ(jobs().fail(leaseOf(claim()), failure, problem).value(), Standing::held);
    return find(id);
  }
  std::string id;
};
GRADEVAULT_ON_EVERY_STORE(Budgets);

TEST_P(Budgets, ARejectedCaptureFailsAtOnce) {
  const Job job = endAs(Failure::rejected);
  EXPECT_EQ(job.state, JobState::failed);
  EXPECT_EQ(job.finished, clock.now());
  ASSERT_TRUE(job.problem);
  EXPECT_EQ(job.problem->code, problem.code);
  EXPECT_EQ(job.problem->detail, problem.detail);
  EXPECT_EQ(eventTypes(id).back(), "failed");
}

TEST_P(Budgets, ErrorsAreTriedAgainUntilTheAttemptsAreUsedUp) {
  EXPECT_EQ(endAs(Failure::error).state, JobState::queued);
  EXPECT_EQ(endAs(Failure::error).state, JobState::queued);
  const Job job = endAs(Failure::error);
  EXPECT_EQ(job.state, JobState::failed);
  EXPECT_EQ(job.errors, 3);
  EXPECT_EQ(eventTypes(id), (std::vector<std::string>{"queued", "running", "retry", "running", "retry",
                                                      "running", "failed"}));
}

TEST_P(Budgets, TheWaitAfterErrorsDoubles) {
  EXPECT_EQ(endAs(Failure::error).notBefore, clock.now() + 2000);
  EXPECT_FALSE(tryClaim()) << "too early";
  clock.forward(1999);
  EXPECT_FALSE(tryClaim()) << "a millisecond too early";
  clock.forward(1);
  EXPECT_EQ(jobs().fail(leaseOf(claim()), Failure::error, problem).value(), Standing::held);
  EXPECT_EQ(find(id).notBefore, clock.now() + 4000);
}

TEST_P(Budgets, OthersArePassedWhileAJobWaits) {
  endAs(Failure::error);
  const std::string other = submit().id;
  EXPECT_EQ(claim().id, other);
}

TEST_P(Budgets, TwoCrashesAreQuarantine) {
  EXPECT_EQ(endAs(Failure::crash).state, JobState::queued);
  const Job job = endAs(Failure::crash);
  EXPECT_EQ(job.state, JobState::quarantined);
  EXPECT_EQ(job.crashes, 2);
  EXPECT_FALSE(tryClaim()) << "it must not be tried again by itself";
  EXPECT_EQ(eventTypes(id).back(), "quarantined");
}

TEST_P(Budgets, LossesHaveABudgetOfTheirOwn) {
  EXPECT_EQ(endAs(Failure::lost).state, JobState::queued);
  EXPECT_EQ(endAs(Failure::lost).state, JobState::queued);
  const Job job = endAs(Failure::lost);
  EXPECT_EQ(job.state, JobState::failed);
  EXPECT_EQ(job.losses, 3);
}

TEST_P(Budgets, ALeaseThatRanOutIsALoss) {
  for (int loss = 1; loss <= 3; ++loss) {
    claim();
    clock.forward(lease - 1);
    EXPECT_EQ(jobs().reclaimExpired().value(), 0);
    clock.forward(1);
    EXPECT_EQ(jobs().reclaimExpired().value(), 1);
    EXPECT_EQ(find(id).losses, loss);
  }
  const Job job = find(id);
  EXPECT_EQ(job.state, JobState::failed);
  ASSERT_TRUE(job.problem);
  EXPECT_EQ(job.problem->code, "worker_lost");
}

TEST_P(Budgets, AClaimTakesBackWhatRanOutFirst) {
  claim("w1");
  clock.forward(lease);
  const Job job = claim("w2");
  EXPECT_EQ(job.id, id);
  EXPECT_EQ(job.losses, 1);
  EXPECT_EQ(job.worker, "w2");
}

TEST_P(Budgets, OneKindOfFailureUsesNoneOfTheOthersBudget) {
  EXPECT_EQ(endAs(Failure::error).state, JobState::queued);
  EXPECT_EQ(endAs(Failure::error).state, JobState::queued);
  EXPECT_EQ(endAs(Failure::crash).state, JobState::queued);
  EXPECT_EQ(endAs(Failure::lost).state, JobState::queued);
  const Job job = endAs(Failure::lost);
  EXPECT_EQ(job.state, JobState::queued);
  EXPECT_EQ(job.errors, 2);
  EXPECT_EQ(job.crashes, 1);
  EXPECT_EQ(job.losses, 2);
}

TEST_P(Budgets, ASuccessForgetsTheProblemOfAnEarlierAttempt) {
  endAs(Failure::crash);
  ASSERT_EQ(jobs().commit(leaseOf(claim()), anOutcome()).value(), Standing::held);
  EXPECT_EQ(find(id).state, JobState::done);
  EXPECT_FALSE(find(id).problem);
}

TEST_P(Budgets, APersonsRequeueGivesNewBudgets) {
  endAs(Failure::crash);
  endAs(Failure::crash);
  const auto again = jobs().requeue(id);
  ASSERT_TRUE(again.ok() && again.value().has_value());
  EXPECT_EQ((*again)->state, JobState::queued);
  EXPECT_EQ((*again)->crashes, 0);
  EXPECT_EQ((*again)->finished, 0);
  EXPECT_FALSE((*again)->problem);
  EXPECT_EQ(endAs(Failure::crash).state, JobState::queued);
  EXPECT_EQ(endAs(Failure::crash).state, JobState::quarantined);
  ASSERT_TRUE(jobs().requeue(id).ok());
  const Job job = claim();
  EXPECT_EQ(job.token, 5) << "tokens must never come again";
  EXPECT_EQ(jobs().commit(leaseOf(job), anOutcome()).value(), Standing::held);
}

TEST_P(Budgets, OnlyFailedAndQuarantinedJobsAreRequeued) {
  EXPECT_FALSE(jobs().requeue("an_none").value());
  EXPECT_FALSE(jobs().requeue(id).value()) << "queued";
  const Job job = claim();
  EXPECT_FALSE(jobs().requeue(id).value()) << "running";
  ASSERT_TRUE(jobs().commit(leaseOf(job), anOutcome()).ok());
  EXPECT_FALSE(jobs().requeue(id).value()) << "done";
  EXPECT_FALSE(jobs().requeue(jobIn(JobState::cancelled).id).value()) << "cancelled";
  EXPECT_TRUE(jobs().requeue(jobIn(JobState::failed).id).value()) << "failed";
}

}  // namespace
}  // namespace gradevault::jobs::test
