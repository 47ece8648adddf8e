#include <mutex>
#include <set>
#include <thread>

#include "store_test.hpp"

namespace gradevault::jobs::test {
namespace {

class Claims : public StoreTest {
 protected:
  std::string submitFor(Tier tier, std::optional<Lane> lane = std::nullopt) {
    JobRequest request = aRequest();
    request.tier = tier;
    request.lane = lane;
    return submit(request).id;
  }
  std::string claimed(const ClaimRequest& request = aClaim()) { return tryClaim(request).value_or(Job{}).id; }
};
GRADEVAULT_ON_EVERY_STORE(Claims);

TEST_P(Claims, AnEmptyQueueGivesNothing) {
  EXPECT_FALSE(tryClaim());
}

TEST_P(Claims, AClaimedJobRunsForItsWorkerUnderALease) {
  const std::string id = submit().id;
  clock.forward(500);
  const Job job = claim("w7");
  EXPECT_EQ(job.id, id);
  EXPECT_EQ(job.state, JobState::running);
  EXPECT_EQ(job.worker, "w7");
  EXPECT_EQ(job.token, 1);
  EXPECT_EQ(job.started, clock.now());
  EXPECT_EQ(job.leaseUntil, clock.now() + lease);
  EXPECT_EQ(find(id).state, JobState::running);
  EXPECT_EQ(eventTypes(id), (std::vector<std::string>{"queued", "running"}));
  EXPECT_FALSE(tryClaim()) << "a second worker";
}

TEST_P(Claims, JobsOfOneTierComeInTheirOrder) {
  const std::string first = submit().id;
  const std::string second = submit().id;  // in the same millisecond
  clock.forward(1);
  const std::string third = submit().id;
  EXPECT_EQ(claimed(), first);
  EXPECT_EQ(claimed(), second);
  EXPECT_EQ(claimed(), third);
}

TEST_P(Claims, HigherTiersComeFirst) {
  const std::string batch = submitFor(Tier::batch);
  const std::string standard = submitFor(Tier::standard);
  const std::string pro = submitFor(Tier::pro);
  const std::string premium = submitFor(Tier::premium);
  for (const std::string& id : {premium, pro, standard, batch}) EXPECT_EQ(claimed(), id);
}

TEST_P(Claims, WhoeverWaitsLongEnoughComesBeforeANewerOneOfAnyTier) {
  const std::string standard = submitFor(Tier::standard);
  clock.forward(headStart(Tier::premium) - 1);
  const std::string early = submitFor(Tier::premium);
  clock.forward(2);
  const std::string late = submitFor(Tier::premium);
  EXPECT_EQ(claimed(), early);
  EXPECT_EQ(claimed(), standard);
  EXPECT_EQ(claimed(), late);
}

TEST_P(Claims, ABatchComesAtLast) {
  const std::string batch = submitFor(Tier::batch);
  clock.forward(-headStart(Tier::batch) + 1);
  const std::string standard = submitFor(Tier::standard);
  EXPECT_EQ(claimed(), batch);
  EXPECT_EQ(claimed(), standard);
}

TEST_P(Claims, OnlyTheTiersThatThePolicyAdmits) {
  const std::string premium = submitFor(Tier::premium);
  const std::string standard = submitFor(Tier::standard);
  ClaimRequest request = aClaim();
  request.tiers = {Tier::standard, Tier::batch};
  EXPECT_EQ(claimed(request), standard);
  EXPECT_EQ(claimed(request), "");
  request.tiers.clear();
  EXPECT_EQ(claimed(request), "");
  request.tiers = {Tier::premium};
  EXPECT_EQ(claimed(request), premium);
}

TEST_P(Claims, AJobThatWishesALaneWaitsForThatLane) {
  const std::string gpu = submitFor(Tier::standard, Lane::gpu);
  EXPECT_EQ(claimed(aClaim(Lane::cpu)), "");
  EXPECT_EQ(claimed(aClaim(Lane::gpu)), gpu);
}

TEST_P(Claims, WishesGoByLaneWhateverTiersTheClaimNames) {
  const std::string gpu = submitFor(Tier::standard, Lane::gpu);
  ClaimRequest request = aClaim(Lane::gpu);
  request.tiers = {Tier::premium};
  request.wished = false;
  EXPECT_EQ(claimed(request), "");
  request.wished = true;
  EXPECT_EQ(claimed(request), gpu);
}

TEST_P(Claims, TheOtherLanesJobsWhereThatOneCannotWork) {
  const std::string gpu = submitFor(Tier::pro, Lane::gpu);
  ClaimRequest request = aClaim(Lane::cpu);
  request.otherLane = true;
  EXPECT_EQ(claimed(request), gpu);
}

TEST_P(Claims, ManyAtOnceNeverGetTheSameJob) {
  constexpr int count = 60;
  for (int i = 0; i < count; ++i) submit();
  std::mutex mutex;
  std::vector<std::string> taken;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        while (auto job = jobs().claim(aClaim()).value()) {
          const std::lock_guard lock(mutex);
          taken.push_back(job->id);
        }
      });
    }
  }
  EXPECT_EQ(taken.size(), std::size_t{count});
  EXPECT_EQ(std::set<std::string>(taken.begin(), taken.end()).size(), std::size_t{count});
}

}  // namespace
}  // namespace gradevault::jobs::test
