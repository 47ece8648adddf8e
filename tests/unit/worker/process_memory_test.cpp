#include "process_memory.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

namespace gradevault::worker {
namespace {

namespace fs = std::filesystem;

/// A /proc of made-up processes.
class MadeUpProc : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "gradevault-proc-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    proc = name;
  }
  void TearDown() override { fs::remove_all(proc); }
  void add(int id, int parent, int resident, int shared, const std::string& name = "x") const {
    const fs::path folder = proc / std::to_string(id);
    fs::create_directory(folder);
    std::ofstream(folder / "stat") << id << " (" << name << ") S " << parent << " 1 1 0";
    std::ofstream(folder / "statm") << "9999 " << resident << ' ' << shared << " 1 0 1 0";
  }
  [[nodiscard]] std::int64_t pages(int id) const { return residentBytes(id, proc) / ::sysconf(_SC_PAGESIZE); }
  fs::path proc;
};

TEST_F(MadeUpProc, DescendantsCountAndOthersDoNot) {
  add(10, 1, 100, 10);
  add(11, 10, 200, 20);
  add(12, 11, 400, 40);
  add(13, 1, 800, 0);
  EXPECT_EQ(pages(10), 90 + 180 + 360 + 40);
  EXPECT_EQ(pages(13), 800);
  EXPECT_EQ(pages(99), 0);
}

TEST_F(MadeUpProc, ANameWithBracketsDoesNotHideAChild) {
  add(10, 1, 100, 0);
  add(11, 10, 50, 0, "a) S 1 (b");
  EXPECT_EQ(pages(10), 150);
}

TEST_F(MadeUpProc, KillsForWantOfMemoryAreReadFromVmstat) {
  EXPECT_EQ(outOfMemoryKills(proc), 0);
  std::ofstream(proc / "vmstat") << "nr_free_pages 5\noom_kill 7\nother 9\n";
  EXPECT_EQ(outOfMemoryKills(proc), 7);
}

TEST(ProcessMemory, OfARealProcessAndItsChildGrowsWithWhatTheyTouch) {
  const std::int64_t before = residentBytes(::getpid());
  EXPECT_GT(before, 0);
  constexpr std::size_t size = std::size_t{64} << 20;
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    std::vector<char> memory(size);
    std::memset(memory.data(), 1, memory.size());
    (void)!::write(ready[1], memory.data(), 1);
    for (;;) ::pause();
  }
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  EXPECT_GT(residentBytes(::getpid()), before + static_cast<std::int64_t>(size) / 2);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

}  // namespace
}  // namespace gradevault::worker
