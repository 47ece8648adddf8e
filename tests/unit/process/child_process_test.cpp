#include "gradevault/process/child_process.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <optional>
#include <thread>

#include "gradevault/process/channel.hpp"

namespace gradevault::process {
namespace {

class Child : public ::testing::Test {
 protected:
  void start(const std::string& script) {
    auto sockets = Channel::makeSockets();
    ASSERT_TRUE(sockets.ok());
    auto started = ChildProcess::start("/bin/sh", {"sh", "-c", script}, sockets->second.number());
    ASSERT_TRUE(started.ok()) << started.error().message;
    child = std::move(started).value();
  }
  ProcessEnding endingOf() {
    for (int tries = 0; tries < 6000; ++tries) {
      if (const auto ending = child->ended()) return *ending;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ADD_FAILURE() << "it did not end";
    return {};
  }
  std::unique_ptr<ChildProcess> child;
};

TEST_F(Child, SaysItsExitStatusOnceItHasEnded) {
  start("exit 7");
  EXPECT_EQ(endingOf().exitStatus, 7);
  EXPECT_EQ(endingOf().exitStatus, 7) << "the same when asked again";
  EXPECT_EQ(child->end(0), "ended with exit status 7");
}

TEST_F(Child, SaysWhichSignalEndedIt) {
  start("kill -SEGV $$");
  EXPECT_EQ(endingOf().signal, SIGSEGV);
}

TEST_F(Child, HasNotEndedWhileItWorks) {
  start("exec sleep 600");
  EXPECT_EQ(child->ended(), std::nullopt);
  child->signal(SIGKILL);
  EXPECT_EQ(endingOf().signal, SIGKILL);
  child->signal(SIGKILL);  // its number may be somebody else's: nothing is sent
}

}  // namespace
}  // namespace gradevault::process
