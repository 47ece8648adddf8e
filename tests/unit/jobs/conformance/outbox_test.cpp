#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "store_test.hpp"

namespace gradevault::jobs::test {
namespace {

constexpr Milliseconds hold = 30'000;
const std::string callback = "https://shop.example/hook";

class Outboxes : public StoreTest {
 protected:
  [[nodiscard]] Outbox& outbox() { return store->outbox(); }
  std::vector<Delivery> due() { return outbox().due(100, hold).value(); }
  static JobRequest withCallback() {
    JobRequest request = aRequest();
    request.callbackUrl = callback;
    return request;
  }
};
GRADEVAULT_ON_EVERY_STORE(Outboxes);

TEST_P(Outboxes, EveryFinalStateOwesOneMessageAndNoOtherDoes) {
  for (const JobState state :
       {JobState::done, JobState::failed, JobState::cancelled, JobState::quarantined}) {
    const Job job = jobIn(state, withCallback());
    const auto owed = due();
    ASSERT_EQ(owed.size(), 1U) << name(state);
    EXPECT_EQ(owed[0].job, job.id);
    EXPECT_EQ(owed[0].url, callback);
    EXPECT_EQ(owed[0].tries, 0);
    const auto body = nlohmann::json::parse(owed[0].body);
    EXPECT_EQ(body["type"], "analysis." + std::string(name(state)));
    EXPECT_EQ(body["timestamp"], rfc3339(job.finished));
    EXPECT_EQ(body["data"]["id"], job.id);
    EXPECT_EQ(body["data"]["scanId"], "scan-1");
    EXPECT_EQ(body["data"]["status"], name(state));
    EXPECT_EQ(body["data"]["links"]["self"], "/v1/analyses/" + job.id);
    EXPECT_EQ(body["data"].contains("verdict"), state == JobState::done);
    EXPECT_EQ(body["data"].contains("error"), state == JobState::failed || state == JobState::quarantined);
  }
}

TEST_P(Outboxes, AJobWithoutCallbackOwesNothing) {
  jobIn(JobState::done);
  EXPECT_TRUE(due().empty());
  EXPECT_EQ(outbox().waiting().value(), 0);
}

TEST_P(Outboxes, TheInstallationsWebhookHearsOfEveryEndBesideTheCallback) {
  settings.webhookUrl = "https://office.example/all";
  open();
  jobIn(JobState::done, withCallback());
  const auto owed = due();
  ASSERT_EQ(owed.size(), 2U);
  EXPECT_EQ((std::set<std::string>{owed[0].url, owed[1].url}),
            (std::set<std::string>{callback, settings.webhookUrl}));
  EXPECT_NE(owed[0].id, owed[1].id);
  jobIn(JobState::failed);
  EXPECT_EQ(due().size(), 1U);
}

TEST_P(Outboxes, OneAddressGetsOneMessage) {
  settings.webhookUrl = callback;
  open();
  jobIn(JobState::done, withCallback());
  EXPECT_EQ(due().size(), 1U);
}

TEST_P(Outboxes, IdsAreUnguessableAndStayTheSameOnEveryTry) {
  jobIn(JobState::done, withCallback());
  const Delivery first = due().at(0);
  EXPECT_EQ(first.id.size(), 30U);
  EXPECT_EQ(first.id.rfind("msg_", 0), 0U);
  for (int tries = 1; tries < 4; ++tries) {
    ASSERT_TRUE(outbox().postponed(first.id, clock.now() + 1000, "503").ok());
    EXPECT_TRUE(due().empty()) << "before its time";
    clock.forward(1000);
    const Delivery again = due().at(0);
    EXPECT_EQ(again.id, first.id);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.tries, tries);
  }
}

TEST_P(Outboxes, WhatOneDispatcherHasTakenNoOtherTakesUntilItsLeaseRunsOut) {
  jobIn(JobState::done, withCallback());
  const auto taken = due();
  ASSERT_EQ(taken.size(), 1U);
  clock.forward(hold - 1);
  EXPECT_TRUE(due().empty());
  clock.forward(1);
  EXPECT_EQ(due().at(0).id, taken[0].id) << "a dispatcher that died must not take the message with it";
}

TEST_P(Outboxes, WhatIsDeliveredOrGivenUpIsNotDueAgain) {
  jobIn(JobState::done, withCallback());
  jobIn(JobState::failed, withCallback());
  const auto owed = due();
  ASSERT_EQ(owed.size(), 2U);
  EXPECT_EQ(outbox().waiting().value(), 2);
  ASSERT_TRUE(outbox().delivered(owed[0].id).ok());
  ASSERT_TRUE(outbox().givenUp(owed[1].id, "410").ok());
  // A dispatcher whose lease ran out meanwhile must not bring them back.
  ASSERT_TRUE(outbox().postponed(owed[0].id, clock.now(), "late").ok());
  ASSERT_TRUE(outbox().postponed(owed[1].id, clock.now(), "late").ok());
  EXPECT_EQ(outbox().waiting().value(), 0);
  clock.forward(10 * hold);
  EXPECT_TRUE(due().empty());
}

TEST_P(Outboxes, AMessageIsOwedEvenIfItsJobIsRemoved) {
  const Job job = jobIn(JobState::done, withCallback());
  ASSERT_TRUE(jobs().remove(job.id).value());
  const auto owed = due();
  ASSERT_EQ(owed.size(), 1U);
  ASSERT_TRUE(outbox().delivered(owed[0].id).ok());
  EXPECT_EQ(outbox().waiting().value(), 0);
}

TEST_P(Outboxes, AZombiesCommitOwesNothing) {
  submit(withCallback());
  const Job zombie = claim();
  clock.forward(lease);
  const Job next = claim();
  ASSERT_EQ(jobs().commit(leaseOf(next), anOutcome()).value(), Standing::held);
  ASSERT_EQ(jobs().commit(leaseOf(zombie), anOutcome()).value(), Standing::stale);
  EXPECT_EQ(due().size(), 1U);
}

TEST_P(Outboxes, ARequeuedJobsSecondEndIsAnotherMessage) {
  const Job job = jobIn(JobState::failed, withCallback());
  const std::string first = due().at(0).id;
  ASSERT_TRUE(jobs().requeue(job.id).ok());
  ASSERT_TRUE(jobs().commit(leaseOf(claim()), anOutcome()).ok());
  EXPECT_NE(due().at(0).id, first);
}

TEST_P(Outboxes, TheLongestDueComesFirstAndTheLimitIsKept) {
  std::vector<std::string> order;
  for (int i = 0; i < 4; ++i) {
    order.push_back(jobIn(JobState::done, withCallback()).id);
    clock.forward(1);
  }
  const auto owed = outbox().due(3, hold).value();
  ASSERT_EQ(owed.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(owed[i].job, order[i]);
  EXPECT_EQ(due().size(), 1U);
}

TEST_P(Outboxes, ManyDispatchersNeverHoldTheSameMessage) {
  for (int i = 0; i < 20; ++i) jobIn(JobState::done, withCallback());
  std::vector<std::vector<Delivery>> taken(4);
  {
    std::vector<std::jthread> threads;
    for (auto& mine : taken) {
      threads.emplace_back([&] {
        for (auto more = outbox().due(2, hold).value(); !more.empty(); more = outbox().due(2, hold).value()) {
          mine.insert(mine.end(), more.begin(), more.end());
        }
      });
    }
  }
  std::set<std::string> ids;
  std::size_t count = 0;
  for (const auto& mine : taken) {
    count += mine.size();
    for (const Delivery& delivery : mine) ids.insert(delivery.id);
  }
  EXPECT_EQ(count, 20U);
  EXPECT_EQ(ids.size(), 20U);
}

}  // namespace
}  // namespace gradevault::jobs::test
