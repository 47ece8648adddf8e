#include "store_test.hpp"

namespace gradevault::jobs::test {
namespace {

class Events : public StoreTest {
 protected:
  void append(const Job& job, const std::string& type, const std::string& data) {
    const Event event{99, 99, type, data};
    EXPECT_EQ(jobs().append(leaseOf(job), {&event, 1}).value(), Standing::held);
  }
};
GRADEVAULT_ON_EVERY_STORE(Events);

TEST_P(Events, AreNumberedFromOneWithinTheirJob) {
  const Job job = jobIn(JobState::done);
  const Job other = jobIn(JobState::running);
  for (const std::string& id : {job.id, other.id}) {
    std::int64_t number = 0;
    for (const Event& event : events(id)) EXPECT_EQ(event.number, ++number);
    EXPECT_GE(number, 2);
  }
}

TEST_P(Events, GetTheirNumberAndTimeFromTheTable) {
  const Job job = jobIn(JobState::running);
  clock.forward(7);
  append(job, "check", R"({"id":"motion"})");
  const Event event = events(job.id).back();
  EXPECT_EQ(event.number, 3);
  EXPECT_EQ(event.time, clock.now());
  EXPECT_EQ(event.type, "check");
  EXPECT_EQ(event.data, R"({"id":"motion"})");
}

TEST_P(Events, AreGivenFromWhereAListenerWas) {
  const Job job = jobIn(JobState::running);
  for (int i = 0; i < 5; ++i) append(job, "progress", std::to_string(i));
  const auto page = jobs().events(job.id, 2, 3).value();
  ASSERT_EQ(page.size(), 3U);
  EXPECT_EQ(page.front().number, 3);
  EXPECT_EQ(page.back().number, 5);
  EXPECT_TRUE(jobs().events(job.id, 7, 10)->empty());
  EXPECT_TRUE(jobs().events("an_none", 0, 10)->empty());
}

TEST_P(Events, SeveralAreAppendedInTheirOrder) {
  const Job job = jobIn(JobState::running);
  const std::vector<Event> batch{{0, 0, "progress", "1"}, {0, 0, "check", "2"}, {0, 0, "progress", "3"}};
  ASSERT_EQ(jobs().append(leaseOf(job), batch).value(), Standing::held);
  const auto all = events(job.id);
  ASSERT_EQ(all.size(), 5U);
  EXPECT_EQ(all[2].data + all[3].data + all[4].data, "123");
}

TEST_P(Events, OfAFinalJobKeepTheLastProgressOnly) {
  const Job job = jobIn(JobState::running);
  append(job, "progress", "1");
  append(job, "golden_frame", "2");
  append(job, "progress", "3");
  ASSERT_TRUE(jobs().commit(leaseOf(job), anOutcome()).ok());
  EXPECT_EQ(eventTypes(job.id),
            (std::vector<std::string>{"queued", "running", "golden_frame", "progress", "done"}));
  EXPECT_EQ(events(job.id).back().number, 6) << "numbers are not given again";
}

TEST_P(Events, TellWhyAnAttemptFailed) {
  submit();
  const Job job = claim();
  ASSERT_TRUE(jobs().fail(leaseOf(job), Failure::error, {"fetch_failed", "No answer."}).ok());
  const Event event = events(job.id).back();
  EXPECT_EQ(event.type, "retry");
  EXPECT_NE(event.data.find(R"("code":"fetch_failed")"), std::string::npos) << event.data;
}

TEST_P(Events, ChangesNameEachJobOnce) {
  const Job first = jobIn(JobState::done);
  const auto start = jobs().changesSince(-1).value();
  EXPECT_TRUE(start.jobs.empty());
  EXPECT_TRUE(jobs().changesSince(start.place)->jobs.empty());
  const Job second = jobIn(JobState::done);
  const auto changes = jobs().changesSince(start.place).value();
  EXPECT_EQ(changes.jobs, std::vector<std::string>{second.id});
  EXPECT_GT(changes.place, start.place);
  EXPECT_TRUE(jobs().changesSince(changes.place)->jobs.empty());
  EXPECT_EQ(jobs().changesSince(0)->jobs.size(), 2U);
}

TEST_P(Events, ThePlaceNeverGoesBack) {
  EXPECT_EQ(jobs().changesSince(0)->place, 0);
  const Job job = jobIn(JobState::done);
  const auto before = jobs().changesSince(-1)->place;
  ASSERT_TRUE(jobs().remove(job.id).ok());
  EXPECT_EQ(jobs().changesSince(-1)->place, before);
  open();
  submit();
  EXPECT_GT(jobs().changesSince(-1)->place, before);
}

}  // namespace
}  // namespace gradevault::jobs::test
