#include "store_test.hpp"

#include <stdlib.h>

namespace gradevault::jobs::test {

ScratchFolder::ScratchFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "gradevault-jobs-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no scratch folder");
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

StoreTest::StoreTest() {
  settings.limits.losses = 3;
}

void StoreTest::open() {
  store.reset();
  auto opened = GetParam().open(folder.path(), settings, clock);
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  store = std::move(opened).value();
}

JobRequest aRequest() {
  JobRequest request;
  request.captureFile = "capture";
  request.scanId = "scan-1";
  return request;
}

ClaimRequest aClaim(Lane lane) {
  ClaimRequest request;
  request.worker = "w1";
  request.lane = lane;
  request.tiers = {Tier::premium, Tier::pro, Tier::standard, Tier::batch};
  request.lease = lease;
  return request;
}

Outcome anOutcome() {
  return {"results-folder",
          R"({"verdict":"good","frames":{"count":3}})",
          {{"report.json", "application/json", 12, "ab"}}};
}

Job StoreTest::submit(const JobRequest& request) {
  const auto submission = jobs().submit(request, nullptr);
  EXPECT_TRUE(submission.ok()) << submission.error().message;
  EXPECT_EQ(submission->outcome, Submission::Outcome::accepted);
  return submission->job;
}

std::optional<Job> StoreTest::tryClaim(const ClaimRequest& request) {
  auto job = jobs().claim(request);
  EXPECT_TRUE(job.ok()) << job.error().message;
  return job.value();
}

Job StoreTest::claim(const std::string& worker) {
  ClaimRequest request = aClaim();
  request.worker = worker;
  auto job = tryClaim(request);
  EXPECT_TRUE(job.has_value()) << "there is nothing to claim";
  return job.value_or(Job{});
}

Job StoreTest::find(const std::string& id) {
  auto job = jobs().find(id);
  EXPECT_TRUE(job.ok() && job->has_value()) << id;
  return job.ok() ? job.value().value_or(Job{}) : Job{};
}

std::vector<Event> StoreTest::events(const std::string& id) {
  auto found = jobs().events(id, 0, 1000);
  EXPECT_TRUE(found.ok());
  return std::move(found).value();
}

std::vector<std::string> StoreTest::eventTypes(const std::string& id) {
  std::vector<std::string> types;
  for (const Event& event : events(id)) types.push_back(event.type);
  return types;
}

Job StoreTest::jobIn(JobState state, const JobRequest& request) {
  const std::string id = submit(request).id;
  if (state == JobState::cancelled) {
    EXPECT_TRUE(jobs().cancel(id).ok());
  }
  if (state == JobState::queued || state == JobState::cancelled) return find(id);
  Job job = claim();
  EXPECT_EQ(job.id, id) << "another job waits, too";
  if (state == JobState::done) {
    EXPECT_EQ(jobs().commit(leaseOf(job), anOutcome()).value(), Standing::held);
  }
  if (state == JobState::failed) {
    EXPECT_EQ(jobs().fail(leaseOf(job), Failure::rejected, {"unreadable_capture", "No video."}).value(),
              Standing::held);
  }
  if (state == JobState::quarantined) {
    EXPECT_TRUE(jobs().fail(leaseOf(job), Failure::crash, {"crashed", "It crashed."}).ok());
    EXPECT_TRUE(jobs().fail(leaseOf(claim()), Failure::crash, {"crashed", "It crashed."}).ok());
  }
  job = find(id);
  EXPECT_EQ(job.state, state);
  return job;
}

}  // namespace gradevault::jobs::test
