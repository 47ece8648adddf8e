#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "child.hpp"
#include "store_test.hpp"

namespace gradevault::jobs::test {
namespace {

StoreSettings withWebhook() {
  StoreSettings settings;
  settings.limits.queued = 1'000'000;
  settings.webhookUrl = "https://office.example/all";
  return settings;
}

/// Submits, claims, appends and commits until it is killed; tells what it was told is on disk.
void workForEver(const std::filesystem::path& folder, int lines) {
  const SystemWallClock clock;
  auto store = openSqliteStore(folder, withWebhook(), clock);
  if (!store) return writeLine(lines, "error " + store.error().message);
  JobTable& jobs = (*store)->jobs();
  const std::vector<Event> progress(3, Event{0, 0, "progress", "{}"});
  writeLine(lines, "open");
  for (;;) {
    const auto submission = jobs.submit(aRequest(), nullptr);
    if (!submission) return writeLine(lines, "error " + submission.error().message);
    writeLine(lines, "accepted " + submission->job.id);
    const auto job = jobs.claim(aClaim());
    if (!job) return writeLine(lines, "error " + job.error().message);
    if (!job->has_value()) continue;
    (void)jobs.append(leaseOf(**job), progress);
    const auto standing = jobs.commit(leaseOf(**job), anOutcome());
    if (standing.ok() && *standing == Standing::held) writeLine(lines, "done " + (*job)->id);
  }
}

// What was acknowledged is there after kill -9, whatever was in the middle; each end owes exactly one
// message; the file is sound.
TEST(SqliteKilled, LosesNothingThatWasAcknowledged) {
  const ScratchFolder folder;
  const SystemWallClock clock;
  std::mt19937 random(7);
  std::uniform_int_distribution<std::size_t> lineCount(0, 12);
  std::uniform_int_distribution<int> microseconds(0, 5000);
  std::set<std::string> accepted;
  std::set<std::string> done;
  for (int round = 0; round < 20; ++round) {
    Child child([&folder](int lines) { workForEver(folder.path(), lines); });
    child.awaitLines(lineCount(random));  // however slow the machine is
    std::this_thread::sleep_for(std::chrono::microseconds(microseconds(random)));
    child.kill();
    for (const std::string& line : child.lines()) {
      ASSERT_NE(line.rfind("error", 0), 0U) << line;
      if (line.rfind("accepted ", 0) == 0) accepted.insert(line.substr(9));
      if (line.rfind("done ", 0) == 0) done.insert(line.substr(5));
    }
  }
  ASSERT_GT(done.size(), 0U) << "the children were killed before they did anything";

  auto store = openSqliteStore(folder.path(), withWebhook(), clock);
  ASSERT_TRUE(store.ok()) << store.error().message;
  EXPECT_TRUE((*store)->check().ok());
  JobTable& jobs = (*store)->jobs();
  for (const std::string& id : accepted) ASSERT_TRUE(jobs.find(id).value().has_value()) << id;
  for (const std::string& id : done) {
    const Job job = jobs.find(id)->value();
    EXPECT_EQ(job.state, JobState::done) << id;
    EXPECT_EQ(job.report, anOutcome().report);
    std::vector<std::string> types;
    const auto events = jobs.events(id, 0, 100).value();
    for (const Event& event : events) types.push_back(event.type);
    EXPECT_EQ(types.back(), "done");
  }
  std::map<std::string, int> messages;
  const auto owed = (*store)->outbox().due(1'000'000, 1000).value();
  for (const Delivery& delivery : owed) ++messages[delivery.job];
  const QueueCounts counts = jobs.counts().value();
  EXPECT_EQ(messages.size(), static_cast<std::size_t>(counts.done));
  for (const auto& [id, count] : messages) EXPECT_EQ(count, 1) << id;
  for (const std::string& id : done) EXPECT_EQ(messages.count(id), 1U) << id;
}

TEST(SqliteProcesses, NeverClaimTheSameJob) {
  const ScratchFolder folder;
  const SystemWallClock clock;
  constexpr int count = 150;
  {
    auto store = openSqliteStore(folder.path(), {}, clock);
    ASSERT_TRUE(store.ok());
    for (int i = 0; i < count; ++i) ASSERT_TRUE((*store)->jobs().submit(aRequest(), nullptr).ok());
  }
  const auto claimAll = [&](int lines) {
    auto store = openSqliteStore(folder.path(), {}, clock);
    if (!store) return writeLine(lines, store.error().message);
    ClaimRequest request = aClaim();
    request.lease =
        3'600'000;  // no lease runs out meanwhile, and is given out again, however slow the machine is
    while (auto job = (*store)->jobs().claim(request).value()) writeLine(lines, job->id);
  };
  std::vector<std::string> claimed;
  {
    Child one(claimAll);
    Child two(claimAll);
    Child three(claimAll);
    for (Child* child : {&one, &two, &three}) {
      for (const std::string& id : child->lines()) claimed.push_back(id);
    }
  }
  EXPECT_EQ(claimed.size(), std::size_t{count});
  EXPECT_EQ(std::set<std::string>(claimed.begin(), claimed.end()).size(), std::size_t{count});
}

TEST(SqliteProcesses, MayOpenANewFolderAtTheSameTime) {
  const ScratchFolder folder;
  const SystemWallClock clock;
  const auto openAndSubmit = [&](int lines) {
    auto store = openSqliteStore(folder.path(), {}, clock);
    if (!store) return writeLine(lines, store.error().message);
    const auto submission = (*store)->jobs().submit(aRequest(), nullptr);
    writeLine(lines, submission.ok() ? "ok" : submission.error().message);
  };
  std::vector<std::unique_ptr<Child>> children;
  for (int i = 0; i < 8; ++i) children.push_back(std::make_unique<Child>(openAndSubmit));
  for (const auto& child : children) EXPECT_EQ(child->lines(), std::vector<std::string>{"ok"});
  auto store = openSqliteStore(folder.path(), {}, clock);
  EXPECT_EQ((*store)->jobs().counts()->queued, 8);
}

}  // namespace
}  // namespace gradevault::jobs::test
