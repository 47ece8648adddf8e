#include <set>
#include <thread>

#include "store_test.hpp"

namespace gradevault::jobs::test {
namespace {

using Outcome = Submission::Outcome;

class Submissions : public StoreTest {};
GRADEVAULT_ON_EVERY_STORE(Submissions);

TEST_P(Submissions, AnAcceptedJobWaitsWithAllThatWasAsked) {
  JobRequest request;
  request.videoUrl = "https://example.com/a.mp4";
  request.fileName = "../a \"b\".mp4";
  request.scanId = "scan 7";
  request.shot = "front";
  request.tier = Tier::pro;
  request.engine = "cuda";
  request.lane = Lane::gpu;
  request.trusted = true;
  request.options = R"({"itemType":"card"})";
  request.precheck = R"({"verdict":"usable"})";
  request.callbackUrl = "https://example.com/hook";
  request.owner = "key_1";
  const Job job = find(submit(request).id);
  EXPECT_EQ(job.state, JobState::queued);
  EXPECT_EQ(job.created, clock.now());
  EXPECT_EQ(job.token, 0);
  EXPECT_FALSE(job.problem);
  EXPECT_EQ(job.request.videoUrl, request.videoUrl);
  EXPECT_EQ(job.request.fileName, request.fileName);
  EXPECT_EQ(job.request.scanId, request.scanId);
  EXPECT_EQ(job.request.shot, request.shot);
  EXPECT_EQ(job.request.tier, request.tier);
  EXPECT_EQ(job.request.engine, request.engine);
  EXPECT_EQ(job.request.lane, request.lane);
  EXPECT_EQ(job.request.trusted, request.trusted);
  EXPECT_EQ(job.request.options, request.options);
  EXPECT_EQ(job.request.precheck, request.precheck);
  EXPECT_EQ(job.request.callbackUrl, request.callbackUrl);
  EXPECT_EQ(job.request.owner, request.owner);
  EXPECT_EQ(eventTypes(job.id), std::vector<std::string>{"queued"});
}

TEST_P(Submissions, IdsAreLettersAndDigitsThatNobodyGuesses) {
  std::set<std::string> ids;
  for (int i = 0; i < 50; ++i) ids.insert(submit().id);
  EXPECT_EQ(ids.size(), 50U);
  for (const std::string& id : ids) {
    EXPECT_EQ(id.size(), 29U) << id;
    EXPECT_EQ(id.rfind("an_", 0), 0U) << id;
    EXPECT_EQ(id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789", 3), std::string::npos) << id;
  }
}

TEST_P(Submissions, SurviveOpeningAgain) {
  const std::string id = submit().id;
  open();
  EXPECT_EQ(find(id).state, JobState::queued);
}

TEST_P(Submissions, TheSameKeyAndRequestGiveTheFirstAnswerAgain) {
  const Idempotency once{"k", "f1"};
  const auto first = jobs().submit(aRequest(), &once);
  const auto second = jobs().submit(aRequest(), &once);
  EXPECT_EQ(first->outcome, Outcome::accepted);
  EXPECT_EQ(second->outcome, Outcome::repeated);
  EXPECT_EQ(second->job.id, first->job.id);
  EXPECT_EQ(jobs().counts()->queued, 1);
}

TEST_P(Submissions, ARepeatedRequestIsAnsweredWhateverBecameOfItsJob) {
  const Idempotency once{"k", "f1"};
  const auto first = jobs().submit(aRequest(), &once);
  ASSERT_TRUE(jobs().cancel(first->job.id).ok());
  const auto second = jobs().submit(aRequest(), &once);
  EXPECT_EQ(second->outcome, Outcome::repeated);
  EXPECT_EQ(second->job.state, JobState::cancelled);
}

TEST_P(Submissions, AnEarlierOneIsFoundByItsKeyWithoutAskingForItAgain) {
  const Idempotency once{"k", "f1"};
  const Idempotency other{"k", "f2"};
  JobRequest request = aRequest();
  request.owner = "key_a";
  EXPECT_FALSE(*jobs().earlierSubmission("key_a", once));
  const auto first = jobs().submit(request, &once);
  EXPECT_EQ((*jobs().earlierSubmission("key_a", once))->job.id, first->job.id);
  EXPECT_EQ((*jobs().earlierSubmission("key_a", other))->outcome, Outcome::differs);
  EXPECT_FALSE(*jobs().earlierSubmission("key_b", once));
  EXPECT_EQ(jobs().counts()->queued, 1);
}

TEST_P(Submissions, TheSameKeyWithAnotherRequestDiffers) {
  const Idempotency first{"k", "f1"};
  const Idempotency other{"k", "f2"};
  ASSERT_TRUE(jobs().submit(aRequest(), &first).ok());
  EXPECT_EQ(jobs().submit(aRequest(), &other)->outcome, Outcome::differs);
  EXPECT_EQ(jobs().counts()->queued, 1);
}

TEST_P(Submissions, AnIdempotencyKeyIsItsOwners) {
  const Idempotency same{"k", "f1"};
  JobRequest one = aRequest();
  one.owner = "key_1";
  JobRequest two = aRequest();
  two.owner = "key_2";
  EXPECT_EQ(jobs().submit(one, &same)->outcome, Outcome::accepted);
  EXPECT_EQ(jobs().submit(two, &same)->outcome, Outcome::accepted);
}

TEST_P(Submissions, AHundredAtOnceWithOneKeyMakeOneJob) {
  const Idempotency once{"k", "f1"};
  std::vector<Submission> answers(100);
  {
    std::vector<std::jthread> threads;
    for (Submission& answer : answers) {
      threads.emplace_back([&] { answer = jobs().submit(aRequest(), &once).value(); });
    }
  }
  int accepted = 0;
  std::set<std::string> ids;
  for (const Submission& answer : answers) {
    accepted += answer.outcome == Outcome::accepted ? 1 : 0;
    ids.insert(answer.job.id);
  }
  EXPECT_EQ(accepted, 1);
  EXPECT_EQ(ids.size(), 1U);
  EXPECT_EQ(jobs().counts()->queued, 1);
}

TEST_P(Submissions, AFullQueueRefusesAndTakesAgainWhenOneIsClaimed) {
  settings.limits.queued = 3;
  open();
  for (int i = 0; i < 3; ++i) submit();
  EXPECT_EQ(jobs().submit(aRequest(), nullptr)->outcome, Outcome::queue_full);
  claim();
  EXPECT_EQ(jobs().submit(aRequest(), nullptr)->outcome, Outcome::accepted);
  EXPECT_EQ(jobs().submit(aRequest(), nullptr)->outcome, Outcome::queue_full);
}

TEST_P(Submissions, AFullQueueStillAnswersARepeatedRequest) {
  settings.limits.queued = 1;
  open();
  const Idempotency once{"k", "f1"};
  ASSERT_EQ(jobs().submit(aRequest(), &once)->outcome, Outcome::accepted);
  EXPECT_EQ(jobs().submit(aRequest(), &once)->outcome, Outcome::repeated);
}

TEST_P(Submissions, ARefusedRequestLeavesItsKeyFree) {
  settings.limits.queued = 1;
  open();
  submit();
  const Idempotency once{"k", "f1"};
  ASSERT_EQ(jobs().submit(aRequest(), &once)->outcome, Outcome::queue_full);
  claim();
  EXPECT_EQ(jobs().submit(aRequest(), &once)->outcome, Outcome::accepted);
}

}  // namespace
}  // namespace gradevault::jobs::test
