#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <string>
#include <thread>

#include "processes.hpp"

namespace gradevault {
namespace {

using namespace std::chrono_literals;

/// The one child of `parent`; 0 for none.
pid_t onlyChildOf(pid_t parent) {
  for (const pid_t id : testing::everyProcess()) {
    if (testing::parentOf(id) == parent) return id;
  }
  return 0;
}

bool endsWithin(pid_t id, std::chrono::milliseconds time) {
  for (auto waited = 0ms; waited < time; waited += 10ms) {
    if (!testing::runs(id)) return true;
    std::this_thread::sleep_for(10ms);
  }
  return false;
}

class KilledParent : public ::testing::TestWithParam<const char*> {};

TEST_P(KilledParent, LeavesNoChildBehind) {
  int pipe[2];
  ASSERT_EQ(::pipe(pipe), 0);
  const pid_t parent = ::fork();
  if (parent == 0) {
    ::dup2(pipe[1], STDOUT_FILENO);
    ::execl(GRADEVAULT_KILLED_PARENT, "killed-parent", GRADEVAULT_FAULTY_CHILD, GetParam(), nullptr);
    ::_exit(127);
  }
  ::close(pipe[1]);
  char words[9] = {};
  ASSERT_EQ(::read(pipe[0], words, 8), 8);
  ASSERT_STREQ(words, "scanning");
  std::this_thread::sleep_for(300ms);  // until the child hangs
  const pid_t child = onlyChildOf(parent);
  ASSERT_GT(child, 0);
  ASSERT_TRUE(testing::runs(child));
  ::kill(parent, SIGKILL);
  EXPECT_TRUE(endsWithin(child, 5s));
  int status = 0;
  EXPECT_EQ(::waitpid(parent, &status, 0), parent);
  EXPECT_TRUE(WIFSIGNALED(status));
  ::close(pipe[0]);
}

INSTANTIATE_TEST_SUITE_P(WhileTheChild, KilledParent, ::testing::Values("hang", "stop"),
                         [](const auto& kind) {
                           return kind.param == std::string("hang") ? "Hangs" : "IsStopped";
                         });

}  // namespace
}  // namespace gradevault
