#include "gradevault/worker/worker_lock.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace gradevault::worker {
namespace {

class Locks : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "gradevault-locks-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root = name;
    auto opened = jobs::DataFolder::open(root);
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    data.emplace(std::move(opened).value());
  }
  void TearDown() override { std::filesystem::remove_all(root); }
  [[nodiscard]] WorkerSign sign(const std::string& id) const {
    return {.id = id,
            .lane = jobs::Lane::gpu,
            .device = 2,
            .process = ::getpid(),
            .state = "starting",
            .job = {}};
  }
  std::filesystem::path root;
  std::optional<jobs::DataFolder> data;
};

TEST_F(Locks, TellWhoLivesAndWhatTheyDo) {
  EXPECT_TRUE(workersOf(*data).empty());
  auto lock = WorkerLock::take(*data, sign("one"));
  ASSERT_TRUE(lock.ok()) << lock.error().message;
  lock->tell("working", "an_1");
  const auto seen = workersOf(*data);
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_TRUE(seen[0].alive);
  EXPECT_EQ(seen[0].sign.id, "one");
  EXPECT_EQ(seen[0].sign.lane, jobs::Lane::gpu);
  EXPECT_EQ(seen[0].sign.device, 2);
  EXPECT_EQ(seen[0].sign.process, ::getpid());
  EXPECT_EQ(seen[0].sign.state, "working");
  EXPECT_EQ(seen[0].sign.job, "an_1");
}

TEST_F(Locks, GoWithTheirWorker) {
  {
    const auto lock = WorkerLock::take(*data, sign("one"));
    ASSERT_TRUE(lock.ok());
  }
  EXPECT_TRUE(workersOf(*data).empty());
}

TEST_F(Locks, AreForOneWorkerOfAnId) {
  const auto lock = WorkerLock::take(*data, sign("one"));
  ASSERT_TRUE(lock.ok());
  const auto again = WorkerLock::take(*data, sign("one"));
  ASSERT_FALSE(again.ok());
  EXPECT_NE(again.error().message.find("--id"), std::string::npos);
  EXPECT_TRUE(WorkerLock::take(*data, sign("two")).ok());
}

TEST_F(Locks, RefuseIdsThatAreNoPlainNames) {
  for (const char* id : {"", "../x", "a/b", ".hidden", "a b", "a\nb"}) {
    EXPECT_FALSE(WorkerLock::take(*data, sign(id)).ok()) << id;
  }
}

TEST_F(Locks, OfAWorkerThatWasKilledAreLetGoAndSwept) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    auto lock = WorkerLock::take(*data, sign("one"));
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  auto seen = workersOf(*data);
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_FALSE(seen[0].alive);
  sweepWorkerLocks(*data);
  EXPECT_TRUE(workersOf(*data).empty());
}

TEST_F(Locks, OfTheLivingAreNotSwept) {
  const auto lock = WorkerLock::take(*data, sign("one"));
  ASSERT_TRUE(lock.ok());
  sweepWorkerLocks(*data);
  EXPECT_EQ(workersOf(*data).size(), 1U);
}

TEST_F(Locks, OfAStoppedWorkerAreHeldButItDoesNotCountAsAlive) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    WorkerSign own = sign("one");
    own.process = ::getpid();
    const auto lock = WorkerLock::take(*data, own);
    ::raise(SIGSTOP);
    ::_exit(0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, WUNTRACED), child);
  const auto seen = workersOf(*data);
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_FALSE(seen[0].alive);
  ::kill(child, SIGCONT);
  ASSERT_EQ(::waitpid(child, &status, 0), child);
}

TEST_F(Locks, WithoutSenseInTheirTextAreStillCounted) {
  std::ofstream(data->workerLock("odd")) << "{";
  const auto seen = workersOf(*data);
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_FALSE(seen[0].alive);
  EXPECT_EQ(seen[0].sign.id, "odd");
}

}  // namespace
}  // namespace gradevault::worker
