#include <gtest/gtest.h>

#include <csignal>

#include "both_ways.hpp"
#include "sanitizers.hpp"
#include "test_video.hpp"

namespace gradevault::sandbox {
namespace {

using media::TestFolder;
using media::writeVideo;

/// What came of a capture of 30 frames with a decoder that misbehaves.
struct Outcome {
  Transcript heard;
  std::vector<Ending> endings;
};

class Decoder : public testing::Test {
 protected:
  TestFolder folder;
  SandboxSettings settings;

  void SetUp() override { ASSERT_EQ(writeVideo(folder / "a.mp4", {.frames = 30}), std::nullopt); }
  Outcome outcome(const std::string& behaviour) {
    const SandboxSettings named = testDecoder(behaviour);
    settings.program = named.program;
    settings.arguments = named.arguments;
    Outcome outcome;
    outcome.heard = transcript(openSandboxed(folder / "a.mp4", {}, 2, settings,
                                             [&](Ending ending) { outcome.endings.push_back(ending); }));
    return outcome;
  }
  void expectEnding(const std::string& behaviour, Ending ending, const std::string& words) {
    SCOPED_TRACE(behaviour);
    const Outcome came = outcome(behaviour);
    EXPECT_EQ(came.endings, std::vector{ending});
    ASSERT_FALSE(came.heard.errors.empty());
    for (const std::string& error : came.heard.errors) {
      EXPECT_TRUE(error.starts_with("internal: decoder process: ")) << error;
      EXPECT_NE(error.find(words), std::string::npos) << error;
      EXPECT_NE(error.find("a.mp4"), std::string::npos) << error;
    }
  }
  void expectUnharmed(const std::string& behaviour) {
    SCOPED_TRACE(behaviour);
    const Outcome came = outcome(behaviour);
    EXPECT_EQ(came.heard.errors, std::vector<std::string>());
    EXPECT_EQ(came.heard.frames.size(), 30U);
    EXPECT_TRUE(came.endings.empty());
  }
};

TEST_F(Decoder, GetsNoFileNoDescriptorAndNoMemoryThatCouldBeExecuted) {
  for (const char* behaviour : {"open", "descriptors", "executable-memory", "write"}) {
    expectUnharmed(behaviour);
  }
}

TEST_F(Decoder, IsEndedWhenItWantsTheNetworkAProgramOrAnotherProcess) {
  for (const char* behaviour : {"socket", "socket-in-a-thread", "exec", "fork", "system", "kill-parent"}) {
    expectEnding(behaviour, Ending::sandbox, "forbids");
  }
}

TEST_F(Decoder, IsEndedWhenItsMemoryIsUsedUpAlsoWhereALibraryWouldGoOn) {
  if (sanitized) GTEST_SKIP() << "a sanitizer maps terabytes, so there is no limit";
  settings.memory = std::int64_t{512} << 20;
  expectEnding("malloc", Ending::memory, "512 MiB");
  expectEnding("new", Ending::memory, "memory");
}

TEST_F(Decoder, IsEndedWhenACaptureNeedsMoreMemoryThanItMay) {
  if (sanitized) GTEST_SKIP() << "a sanitizer maps terabytes, so there is no limit";
  ASSERT_EQ(writeVideo(folder / "a.mp4", {.width = 2560, .height = 1440, .frames = 30}), std::nullopt);
  settings.memory = -(std::int64_t{900} << 20);  // threads and shared pictures have their own
  expectEnding("", Ending::memory, "memory");
}

TEST_F(Decoder, IsEndedWhenItsProcessorTimeIsUsedUp) {
  settings.cpuSeconds = 1;
  expectEnding("spin", Ending::time, "processor time");
}

TEST_F(Decoder, IsEndedWhenItDoesNotAnswer) {
  settings.callDeadline = 1;
  expectEnding("spin-early", Ending::time, "no answer within 1 s");
}

TEST_F(Decoder, IsToldApartByHowItEnded) {
  expectEnding("crash-early", Ending::signal, "opening");
  expectEnding("crash", Ending::signal, "decoding");
  expectEnding("abort", Ending::signal, "decoding");
  expectEnding("leave", Ending::signal, "exit status 0");
  expectEnding("killed", Ending::killed, "outside");
  expectEnding("silence", Ending::signal, "closed its end");
}

TEST_F(Decoder, IsNotBelieved) {
  for (const char* behaviour : {"garbage", "flood", "short", "long", "slot", "index", "back", "no-time",
                                "endless", "earlier", "broken"}) {
    expectEnding(behaviour, Ending::signal, "makes no sense");
  }
}

TEST_F(Decoder, ThatCannotBeStartedIsAnErrorOfOurs) {
  settings.program = "/nowhere";
  const auto reader = openSandboxed(folder / "a.mp4", {}, 1, settings);
  ASSERT_FALSE(reader.ok());
  EXPECT_EQ(reader.error().code, ErrorCode::internal);
}

TEST_F(Decoder, IsRefusedOnAKernelWithoutFiltersUnlessLessIsAsked) {
  const Outcome refused = outcome("no-seccomp");
  ASSERT_EQ(refused.heard.errors.size(), 1U);
  EXPECT_TRUE(refused.heard.errors[0].starts_with("unsupported: ")) << refused.heard.errors[0];
  EXPECT_NE(refused.heard.errors[0].find("sandbox=preferred"), std::string::npos);
  EXPECT_TRUE(refused.endings.empty());
  settings.required = false;
  expectUnharmed("no-seccomp");
  EXPECT_TRUE(protections(settings)[0].starts_with("system calls: NOT filtered"));
}

TEST(Protections, AreAllThereOnThisMachine) {
  const std::vector<std::string> lines = protections(testDecoder());
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[0], "system calls: filtered by seccomp on all threads");
  EXPECT_TRUE(lines[1].starts_with("files: none can be opened (tried)")) << lines[1];
  EXPECT_TRUE(lines[2].starts_with(sanitized ? "address space: not limited" : "address space: limited"));
}

}  // namespace
}  // namespace gradevault::sandbox
