#include "gradevault/process/channel.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>
#include <vector>

#include "gradevault/process/shared_memory.hpp"

namespace gradevault::process {
namespace {

using namespace std::chrono_literals;
using Arrival = Channel::Arrival;

struct Ends {
  Channel ours;
  Channel theirs;
};

Ends makeEnds() {
  auto sockets = Channel::makeSockets();
  EXPECT_TRUE(sockets.ok());
  return {Channel(std::move(sockets->first)), Channel(std::move(sockets->second))};
}

std::vector<std::byte> bytes(std::size_t size) {
  return std::vector<std::byte>(size, std::byte{42});
}

TEST(Channel, BringsWholeMessagesInOrder) {
  Ends ends = makeEnds();
  ASSERT_TRUE(ends.ours.send(bytes(5)));
  ASSERT_TRUE(ends.ours.send(bytes(Channel::largestMessage)));
  Channel::Message message;
  ASSERT_EQ(ends.theirs.receive(message, 1.0, false), Arrival::message);
  EXPECT_EQ(message.bytes, bytes(5));
  ASSERT_EQ(ends.theirs.receive(message, std::nullopt, false), Arrival::message);
  EXPECT_EQ(message.bytes, bytes(Channel::largestMessage));
}

TEST(Channel, SaysThatAMessageWasTooLargeThatTheTimeIsOverOrThatTheOtherSideEnded) {
  Ends ends = makeEnds();
  Channel::Message message;
  EXPECT_EQ(ends.theirs.receive(message, 0.05, false), Arrival::timedOut);
  ASSERT_TRUE(ends.ours.send(bytes(Channel::largestMessage + 1)));
  EXPECT_EQ(ends.theirs.receive(message, 1.0, false), Arrival::unreadable);
  ends.ours.close();
  EXPECT_EQ(ends.theirs.receive(message, 1.0, false), Arrival::ended);
  EXPECT_FALSE(ends.theirs.send(bytes(5)));
}

TEST(Channel, ASideThatTakesNothingInDoesNotHoldTheOtherUp) {
  Ends ends = makeEnds();
  int sent = 0;
  while (ends.ours.send(bytes(4096)) && sent < 100000) ++sent;
  EXPECT_LT(sent, 100000);
}

TEST(Channel, HandsMemoryOverThatBothSidesSee) {
  Ends ends = makeEnds();
  auto memory = SharedMemory::make(10000);
  ASSERT_TRUE(memory.ok());
  memory->bytes()[9999] = 7;
  ASSERT_TRUE(ends.ours.send(bytes(1), memory->descriptor()));
  Channel::Message message;
  ASSERT_EQ(ends.theirs.receive(message, 1.0, true), Arrival::message);
  ASSERT_TRUE(message.descriptor.valid());
  EXPECT_NE(::ftruncate(message.descriptor.number(), 1), 0);  // sealed
  auto seen = SharedMemory::mapped(std::move(message.descriptor));
  ASSERT_TRUE(seen.ok());
  ASSERT_EQ(seen->bytes().size(), 10000U);
  EXPECT_EQ(seen->bytes()[9999], 7);
  seen->bytes()[0] = 9;
  EXPECT_EQ(memory->bytes()[0], 9);
}

TEST(Channel, ADescriptorThatNobodyAskedForIsClosed) {
  Ends ends = makeEnds();
  int pipe[2];
  ASSERT_EQ(::pipe(pipe), 0);
  ASSERT_TRUE(ends.ours.send(bytes(1), pipe[1]));
  ::close(pipe[1]);
  Channel::Message message;
  ASSERT_EQ(ends.theirs.receive(message, 1.0, false), Arrival::message);
  EXPECT_FALSE(message.descriptor.valid());
  char nothing = 0;
  EXPECT_EQ(::read(pipe[0], &nothing, 1), 0);  // nobody has the other end any more
  ::close(pipe[0]);
}

TEST(Channel, TimeInWhichTheWaitingProcessWasStoppedDoesNotCount) {
  Ends ends = makeEnds();
  const pid_t waiting = ::fork();
  if (waiting == 0) {
    Channel::Message message;
    ::_exit(ends.theirs.receive(message, 1.0, false) == Arrival::message ? 0 : 1);
  }
  std::this_thread::sleep_for(100ms);
  ::kill(waiting, SIGSTOP);
  std::this_thread::sleep_for(2s);
  ::kill(waiting, SIGCONT);
  std::this_thread::sleep_for(200ms);
  EXPECT_TRUE(ends.ours.send(bytes(1)));
  int status = 0;
  ASSERT_EQ(::waitpid(waiting, &status, 0), waiting);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace gradevault::process
