#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <string>
#include <thread>

#include "processes.hpp"
#include "test_video.hpp"

namespace gradevault::sandbox {
namespace {

using namespace std::chrono_literals;

pid_t childOf(pid_t parent) {
  for (const pid_t id : gradevault::testing::everyProcess()) {
    if (gradevault::testing::parentOf(id) == parent) return id;
  }
  return 0;
}

TEST(KilledParent, LeavesNoDecoderBehind) {
  const media::TestFolder folder;
  ASSERT_EQ(media::writeVideo(folder / "a.mp4", {.frames = 30}), std::nullopt);
  const std::string capture = folder / "a.mp4";
  int pipe[2];
  ASSERT_EQ(::pipe(pipe), 0);
  const pid_t parent = ::fork();
  if (parent == 0) {
    ::dup2(pipe[1], STDOUT_FILENO);
    ::execl(GRADEVAULT_KILLED_PARENT, "killed-parent", GRADEVAULT_FAULTY_CHILD, capture.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(pipe[1]);
  char words[9] = {};
  ASSERT_EQ(::read(pipe[0], words, 8), 8);
  ASSERT_STREQ(words, "decoding");
  std::this_thread::sleep_for(300ms);  // until it spins
  const pid_t decoder = childOf(parent);
  ASSERT_GT(decoder, 0);
  ASSERT_TRUE(gradevault::testing::runs(decoder));
  ::kill(parent, SIGKILL);
  for (auto waited = 0ms; waited < 30s && gradevault::testing::runs(decoder); waited += 10ms) {
    std::this_thread::sleep_for(10ms);
  }
  EXPECT_FALSE(gradevault::testing::runs(decoder));
  int status = 0;
  EXPECT_EQ(::waitpid(parent, &status, 0), parent);
  EXPECT_TRUE(WIFSIGNALED(status));
  ::close(pipe[0]);
}

}  // namespace
}  // namespace gradevault::sandbox
