#include "store_test.hpp"

namespace gradevault::jobs::test {
namespace {

std::vector<std::string> ids(const std::vector<Job>& jobs) {
  std::vector<std::string> found;
  for (const Job& job : jobs) found.push_back(job.id);
  return found;
}

class LookUps : public StoreTest {
 protected:
  std::string submitAs(const std::string& owner, const std::string& scan) {
    JobRequest request = aRequest();
    request.owner = owner;
    request.scanId = scan;
    return submit(request).id;
  }
};
GRADEVAULT_ON_EVERY_STORE(LookUps);

TEST_P(LookUps, AnUnknownIdIsNone) {
  EXPECT_FALSE(jobs().find("an_none").value());
  EXPECT_FALSE(jobs().find("' OR '1'='1").value());
}

TEST_P(LookUps, AListIsNewestFirstAndGoesOnAfterItsLast) {
  std::vector<std::string> all;
  for (int i = 0; i < 5; ++i) all.insert(all.begin(), submit().id);  // all in one millisecond
  ListRequest request;
  request.limit = 2;
  std::vector<std::string> listed;
  for (int page = 0; page < 3; ++page) {
    for (const std::string& id : ids(jobs().list(request).value())) listed.push_back(id);
    request.after = listed.back();
  }
  EXPECT_EQ(listed, all);
  EXPECT_TRUE(jobs().list(request)->empty());
}

TEST_P(LookUps, AListIsByOwnerStateAndScan) {
  const std::string one = submitAs("key_1", "a");
  const std::string two = submitAs("key_2", "a");
  const std::string three = submitAs("key_1", "b");
  ASSERT_TRUE(jobs().cancel(three).ok());
  using Ids = std::vector<std::string>;
  const auto listed = [this](const std::string& owner, std::optional<JobState> state,
                             const std::string& scan) {
    ListRequest request;
    request.owner = owner;
    request.state = state;
    request.scanId = scan;
    return ids(jobs().list(request).value());
  };
  EXPECT_EQ(listed("", {}, ""), (Ids{three, two, one}));
  EXPECT_EQ(listed("key_1", {}, ""), (Ids{three, one}));
  EXPECT_EQ(listed("", JobState::queued, ""), (Ids{two, one}));
  EXPECT_EQ(listed("", {}, "a"), (Ids{two, one}));
  EXPECT_EQ(listed("key_1", JobState::queued, "a"), Ids{one});
  EXPECT_EQ(listed("key_3", {}, ""), Ids{});
}

TEST_P(LookUps, ALimitIsHeldToBetweenOneAndTwoHundred) {
  for (int i = 0; i < 3; ++i) submit();
  ListRequest request;
  request.limit = 0;
  EXPECT_EQ(jobs().list(request)->size(), 1U);
  request.limit = 1'000'000;
  EXPECT_EQ(jobs().list(request)->size(), 3U);
}

TEST_P(LookUps, AListLeavesReportsOut) {
  const Job job = jobIn(JobState::done);
  EXPECT_NE(job.report, "");
  const auto listed = jobs().list({}).value();
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].report, "");
  EXPECT_EQ(listed[0].verdict, "good");
}

TEST_P(LookUps, APageAfterARemovedJobIsAClearError) {
  ListRequest request;
  request.after = "an_none";
  const auto page = jobs().list(request);
  ASSERT_FALSE(page.ok());
  EXPECT_EQ(page.error().code, ErrorCode::invalid_argument);
}

TEST_P(LookUps, CountsFollowEveryChange) {
  const auto expect = [this](int queued, int running, int done, int failed, int cancelled, int quarantined) {
    const QueueCounts counts = jobs().counts().value();
    EXPECT_EQ(counts.queued, queued);
    EXPECT_EQ(counts.running, running);
    EXPECT_EQ(counts.done, done);
    EXPECT_EQ(counts.failed, failed);
    EXPECT_EQ(counts.cancelled, cancelled);
    EXPECT_EQ(counts.quarantined, quarantined);
  };
  expect(0, 0, 0, 0, 0, 0);
  const Job failed = jobIn(JobState::failed);
  const Job done = jobIn(JobState::done);
  jobIn(JobState::cancelled);
  jobIn(JobState::quarantined);
  const Job running = jobIn(JobState::running);
  submit();
  expect(1, 1, 1, 1, 1, 1);
  ASSERT_TRUE(jobs().handBack(leaseOf(running)).ok());
  expect(2, 0, 1, 1, 1, 1);
  ASSERT_TRUE(jobs().remove(done.id).ok());
  ASSERT_TRUE(jobs().requeue(failed.id).ok());
  expect(3, 0, 0, 0, 1, 1);
}

TEST_P(LookUps, FinishedJobsComeOldestFirstAndOnlyThoseThatEndedBefore) {
  const Job first = jobIn(JobState::done);
  clock.forward(10);
  const Job second = jobIn(JobState::failed);
  clock.forward(10);
  jobIn(JobState::done);
  jobIn(JobState::running);
  EXPECT_EQ(ids(jobs().finishedBefore(clock.now(), 10).value()),
            (std::vector<std::string>{first.id, second.id}));
  EXPECT_EQ(ids(jobs().finishedBefore(clock.now(), 1).value()), std::vector<std::string>{first.id});
  EXPECT_TRUE(jobs().finishedBefore(first.finished, 10)->empty());
}

TEST_P(LookUps, OnlyAFinalJobIsRemovedAndWithItItsEvents) {
  const Job running = jobIn(JobState::running);
  EXPECT_FALSE(jobs().remove(running.id).value());
  EXPECT_FALSE(jobs().remove("an_none").value());
  ASSERT_TRUE(jobs().commit(leaseOf(running), anOutcome()).ok());
  const auto removed = jobs().remove(running.id).value();
  ASSERT_TRUE(removed);
  EXPECT_EQ(removed->results, anOutcome().results) << "so that its files can go";
  EXPECT_FALSE(jobs().find(running.id).value());
  EXPECT_TRUE(events(running.id).empty());
  EXPECT_FALSE(jobs().remove(running.id).value()) << "twice";
}

TEST_P(LookUps, ARemovedJobsIdempotencyKeyIsFreeAgain) {
  const Idempotency once{"k", "f1"};
  const std::string id = jobs().submit(aRequest(), &once)->job.id;
  ASSERT_TRUE(jobs().cancel(id).ok());
  ASSERT_TRUE(jobs().remove(id).ok());
  EXPECT_EQ(jobs().submit(aRequest(), &once)->outcome, Submission::Outcome::accepted);
}

TEST_P(LookUps, AStoreThatWorksSaysSo) {
  EXPECT_TRUE(store->ping().ok());
  EXPECT_TRUE(store->check().ok());
}

}  // namespace
}  // namespace gradevault::jobs::test
