#include "gradevault/jobs/data_folder.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <set>
#include <thread>
#include <vector>

#include "store_test.hpp"

namespace gradevault::jobs::test {
namespace {

namespace fs = std::filesystem;

unsigned modeOf(const fs::path& path) {
  struct stat facts {};
  EXPECT_EQ(::stat(path.c_str(), &facts), 0) << path;
  return facts.st_mode & 0777U;
}

TEST(DataFolder, IsMadeWithItsPartsForItsOwnerAlone) {
  const ScratchFolder scratch;
  const fs::path root = scratch.path() / "a" / "data";
  ASSERT_TRUE(DataFolder::open(root).ok());
  for (const char* part : {"", "uploads", "captures", "results", "workers"})
    EXPECT_EQ(modeOf(root / part), 0700U) << part;
  EXPECT_TRUE(DataFolder::open(root).ok()) << "a second time";
}

TEST(DataFolder, PlacesAreBelowTheRoot) {
  const ScratchFolder scratch;
  const auto folder = DataFolder::open(scratch.path());
  ASSERT_TRUE(folder.ok());
  EXPECT_EQ(folder->root(), scratch.path());
  EXPECT_EQ(folder->upload("up_1"), scratch.path() / "uploads" / "up_1");
  EXPECT_EQ(folder->capture("up_1"), scratch.path() / "captures" / "up_1");
  EXPECT_EQ(folder->results(DataFolder::resultsName("an_1", 3)), scratch.path() / "results" / "an_1.3");
  EXPECT_EQ(folder->workerLock("w1"), scratch.path() / "workers" / "w1.lock");
}

TEST(DataFolder, AFileInItsPlaceIsOneClearError) {
  const ScratchFolder scratch;
  std::ofstream(scratch.path() / "data") << "x";
  const auto folder = DataFolder::open(scratch.path() / "data");
  ASSERT_FALSE(folder.ok());
  EXPECT_EQ(folder.error().code, ErrorCode::write_failed);
  EXPECT_NE(folder.error().message.find("--data"), std::string::npos) << folder.error().message;
}

TEST(DataFolder, AnEmptyNameIsAnError) {
  EXPECT_EQ(DataFolder::open("").error().code, ErrorCode::write_failed);
}

TEST(DataFolder, TheSigningKeyIsMadeOnceAndKeptForItsOwnerAlone) {
  const ScratchFolder scratch;
  const std::string first = DataFolder::open(scratch.path())->signingKey().value();
  EXPECT_EQ(first.size(), 32U);
  EXPECT_EQ(DataFolder::open(scratch.path())->signingKey().value(), first);
  EXPECT_EQ(modeOf(scratch.path() / "signing.key"), 0600U);
  const ScratchFolder other;
  EXPECT_NE(DataFolder::open(other.path())->signingKey().value(), first);
}

TEST(DataFolder, WhoeverAsksAtTheSameTimeGetsTheSameKey) {
  const ScratchFolder scratch;
  const auto folder = DataFolder::open(scratch.path());
  std::vector<std::string> keys(16);
  {
    std::vector<std::jthread> threads;
    for (std::string& key : keys)
      threads.emplace_back([&folder, &key] { key = folder->signingKey().value(); });
  }
  EXPECT_EQ(std::set<std::string>(keys.begin(), keys.end()).size(), 1U);
}

TEST(DataFolder, AKeyThatWasCutShortIsAnErrorNotAShortKey) {
  const ScratchFolder scratch;
  const auto folder = DataFolder::open(scratch.path());
  std::ofstream(scratch.path() / "signing.key") << "short";
  const auto key = folder->signingKey();
  ASSERT_FALSE(key.ok());
  EXPECT_NE(key.error().message.find("remove it"), std::string::npos) << key.error().message;
}

}  // namespace
}  // namespace gradevault::jobs::test
