#include "store_test.hpp"

namespace gradevault::jobs::test {
namespace {

class Attempts : public StoreTest {
 protected:
  /// What every call of a worker with that lease says: they must agree.
  void expectEverythingRefused(const Lease& stale) {
    const Job before = find(stale.job);
    const auto eventsBefore = events(stale.job).size();
    const Event event{0, 0, "progress", "{}"};
    EXPECT_EQ(jobs().heartbeat(stale, lease).value(), Standing::stale);
    EXPECT_EQ(jobs().append(stale, {&event, 1}).value(), Standing::stale);
    EXPECT_EQ(jobs().commit(stale, anOutcome()).value(), Standing::stale);
    EXPECT_EQ(jobs().fail(stale, Failure::crash, {"crashed", "late"}).value(), Standing::stale);
    EXPECT_EQ(jobs().handBack(stale).value(), Standing::stale);
    const Job after = find(stale.job);
    EXPECT_EQ(after.state, before.state);
    EXPECT_EQ(after.token, before.token);
    EXPECT_EQ(after.crashes, before.crashes);
    EXPECT_EQ(after.leaseUntil, before.leaseUntil);
    EXPECT_EQ(after.results, before.results);
    EXPECT_EQ(after.report, before.report);
    EXPECT_EQ(events(stale.job).size(), eventsBefore);
  }
};
GRADEVAULT_ON_EVERY_STORE(Attempts);

TEST_P(Attempts, ACommitMakesTheJobDoneWithWhatWasMade) {
  submit();
  const Job job = claim();
  clock.forward(1000);
  EXPECT_EQ(jobs().commit(leaseOf(job), anOutcome()).value(), Standing::held);
  const Job done = find(job.id);
  EXPECT_EQ(done.state, JobState::done);
  EXPECT_EQ(done.finished, clock.now());
  EXPECT_EQ(done.leaseUntil, 0);
  EXPECT_EQ(done.results, anOutcome().results);
  EXPECT_EQ(done.report, anOutcome().report);
  EXPECT_EQ(done.verdict, "good");
  ASSERT_EQ(done.artifacts.size(), 1U);
  EXPECT_EQ(done.artifacts[0].name, "report.json");
  EXPECT_EQ(done.artifacts[0].mediaType, "application/json");
  EXPECT_EQ(done.artifacts[0].bytes, 12);
  EXPECT_EQ(done.artifacts[0].sha256, "ab");
  EXPECT_FALSE(done.problem);
  EXPECT_EQ(eventTypes(job.id).back(), "done");
}

TEST_P(Attempts, ASecondCommitIsRefused) {
  submit();
  const Job job = claim();
  ASSERT_EQ(jobs().commit(leaseOf(job), anOutcome()).value(), Standing::held);
  expectEverythingRefused(leaseOf(job));
}

TEST_P(Attempts, AHeartbeatKeepsTheLease) {
  submit();
  const Job job = claim();
  for (int i = 0; i < 10; ++i) {
    clock.forward(lease - 1);
    EXPECT_EQ(jobs().heartbeat(leaseOf(job), lease).value(), Standing::held);
    EXPECT_EQ(jobs().reclaimExpired().value(), 0);
  }
  EXPECT_EQ(find(job.id).token, 1);
}

TEST_P(Attempts, AZombieIsRefusedWhateverItTries) {
  submit();
  const Job zombie = claim("w1");
  clock.forward(lease);
  const Job next = claim("w2");
  EXPECT_EQ(next.id, zombie.id);
  EXPECT_EQ(next.token, zombie.token + 1);
  EXPECT_EQ(next.losses, 1);
  expectEverythingRefused(leaseOf(zombie));
  EXPECT_EQ(jobs().commit(leaseOf(next), anOutcome()).value(), Standing::held);
  expectEverythingRefused(leaseOf(zombie));
  EXPECT_EQ(find(next.id).state, JobState::done);
}

TEST_P(Attempts, AZombieIsRefusedWhileItsJobWaitsAgain) {
  submit();
  const Job zombie = claim();
  clock.forward(lease);
  EXPECT_EQ(jobs().reclaimExpired().value(), 1);
  EXPECT_EQ(find(zombie.id).state, JobState::queued);
  expectEverythingRefused(leaseOf(zombie));
}

TEST_P(Attempts, ALeaseThatRanOutUnseenMayStillBeKept) {
  submit();
  const Job job = claim();
  clock.forward(lease + 1);
  EXPECT_EQ(jobs().heartbeat(leaseOf(job), lease).value(), Standing::held);
  EXPECT_EQ(jobs().reclaimExpired().value(), 0);
}

TEST_P(Attempts, TokensNobodyWasGivenAreRefused) {
  submit();
  const Job job = claim();
  for (const std::int64_t token : {job.token - 1, job.token + 1, std::int64_t{-1}}) {
    expectEverythingRefused({job.id, token});
  }
  EXPECT_EQ(jobs().heartbeat({"an_other", 1}, lease).value(), Standing::stale);
}

TEST_P(Attempts, ALeaseIsRefusedOnceItsJobWasRemoved) {
  const Job job = jobIn(JobState::done);
  ASSERT_TRUE(jobs().remove(job.id).value().has_value());
  EXPECT_EQ(jobs().commit(leaseOf(job), anOutcome()).value(), Standing::stale);
}

TEST_P(Attempts, HandingBackUsesNoBudgetAndKeepsThePlace) {
  const std::string first = submit().id;
  clock.forward(1);
  submit();
  for (int i = 0; i < 30; ++i) {
    const Job job = claim();
    EXPECT_EQ(job.id, first);
    EXPECT_EQ(jobs().handBack(leaseOf(job)).value(), Standing::held);
  }
  const Job job = find(first);
  EXPECT_EQ(job.state, JobState::queued);
  EXPECT_EQ(job.errors + job.crashes + job.losses, 0);
  EXPECT_EQ(job.started, 0);
  EXPECT_EQ(job.notBefore, 0);
  EXPECT_FALSE(job.problem);
  expectEverythingRefused({first, job.token});
}

TEST_P(Attempts, AReportThatIsNoObjectHasNoVerdict) {
  for (const char* report : {"", "not JSON", "[1]", "{\"verdict\":3}"}) {
    submit();
    const Job job = claim();
    ASSERT_EQ(jobs().commit(leaseOf(job), {"folder", report, {}}).value(), Standing::held);
    EXPECT_EQ(find(job.id).verdict, "");
    EXPECT_EQ(find(job.id).report, report);
  }
}

}  // namespace
}  // namespace gradevault::jobs::test
