#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

#include "pictures/pictures.hpp"
#include "processes.hpp"

namespace gradevault {
namespace {

using testing::faultyLaunch;
using Clock = std::chrono::steady_clock;

constexpr Size size{64, 48};
constexpr int frames = 9;

/// Everything that an analysis asks of an engine; the first error.
Status work(const device_process::Launch& launch) {
  auto engine = device_process::makeEngine("cuda", {}, launch);
  if (!engine.ok()) return engine.error();
  SequentialExecutor executor;
  {
    auto scanner = (*engine)->makeScanner(size, {});
    if (!scanner.ok()) return scanner.error();
    for (int i = 0; i < frames; i += 3) {
      const GrayImage frame = testing::waves(size, i);
      const std::vector<ScanInput> inputs(3, {.luma = frame.view()});
      std::vector<FrameScan> scans(inputs.size());
      if (Status status = (*scanner)->scan(inputs, scans, executor); !status) {
        EXPECT_TRUE(testing::children().empty());  // ended before the error is told
        const Status again = (*scanner)->scan(inputs, scans, executor);
        EXPECT_EQ(again.error().message, status.error().message);
        return status;
      }
    }
  }
  const GrayImage luma = testing::waves(size);
  const GrayImage valid = testing::constant(size, 255);
  const AlignedFrame frame{luma.view(), valid.view()};
  const auto maps = (*engine)->edgeDefectMaps({&frame, 1}, {}, executor);
  return maps.ok() ? Status() : maps.error();
}

struct Stage {
  std::string name;
  int frame;
  std::string doing;
};

struct Kind {
  std::string name;
  std::string what;  ///< with DOING and TIME in it
};

std::ostream& operator<<(std::ostream& out, const Kind& kind) {
  return out << kind.name;
}

const std::vector<Stage> stages{{"start", 0, "starting"},
                                {"scanner", 0, "making a scanner for 64x48"},
                                {"scan", 0, "scanning frames 0 to 2 of this scanner"},
                                {"scan", 4, "scanning frames 3 to 5 of this scanner"},
                                {"scan", 8, "scanning frames 6 to 8 of this scanner"},
                                {"maps", 0, "making the defect maps"}};

const std::vector<Kind> kinds{
    {"hang", "the process of the engine cuda hung while DOING: no answer within TIME s; it was ended"},
    {"stop", "the process of the engine cuda hung while DOING: no answer within TIME s; it was ended"},
    {"abort", "the process of the engine cuda was ended by signal 6 (Aborted) while DOING"},
    {"segfault", "the process of the engine cuda was ended by signal 11 (Segmentation fault) while DOING"},
    {"exit", "the process of the engine cuda ended with exit status 7 while DOING"},
    {"throw", "unexpected: nobody caught this"},
    {"internal", "the GPU fell off the bus"},
    {"garbage",
     "the process of the engine cuda gave an answer that makes no sense while DOING; it was ended"},
    {"half", "the process of the engine cuda gave an answer that makes no sense while DOING; it "},
    {"stale", "the process of the engine cuda gave an answer that makes no sense while DOING; it was ended"}};

std::string replaced(std::string text, const std::string& word, const std::string& by) {
  const std::size_t at = text.find(word);
  return at == std::string::npos ? text : text.replace(at, word.size(), by);
}

class DeviceFaults : public ::testing::TestWithParam<Kind> {};

TEST_P(DeviceFaults, AtEveryStageAreAnErrorThatSaysWhatAndWhereAndNoChildStays) {
  const Kind& kind = GetParam();
  const std::vector<int> before = testing::openDescriptors(::getpid());
  for (const Stage& stage : stages) {
    SCOPED_TRACE(stage.name + " " + std::to_string(stage.frame));
    const auto launch = faultyLaunch(stage.name, kind.name, stage.frame);
    const bool starts = stage.name == "start" || stage.name == "scanner";
    const Status status = work(launch);
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().code, ErrorCode::internal);
    const std::string expected = replaced(kind.what, "TIME", starts ? "2" : "0.4");
    const std::string& message = status.error().message;
    // How a child ended that died within its answer depends on who was faster.
    const std::string told = kind.name == "half" ? message.substr(0, message.rfind("; it ") + 5) : message;
    EXPECT_EQ(told, replaced(expected, "DOING", stage.doing));
    EXPECT_TRUE(testing::children().empty());
    EXPECT_EQ(testing::openDescriptors(::getpid()), before);
  }
}

INSTANTIATE_TEST_SUITE_P(OfEveryKind, DeviceFaults, ::testing::ValuesIn(kinds),
                         [](const auto& kind) { return kind.param.name; });

TEST(DeviceFaults, AnAnswerWithNothingInItMakesNoSense) {
  for (const Stage& stage : stages) {
    if (stage.frame > 0 || stage.name == "maps") continue;
    const Status status = work(faultyLaunch(stage.name, "short"));
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().message,
              "the process of the engine cuda gave an answer that makes no sense while " + stage.doing +
                  "; it was ended");
  }
}

TEST(DeviceFaults, WhatTheEngineCannotDoDoesNotEndTheChild) {
  auto engine = device_process::makeEngine("cuda", {}, faultyLaunch("maps", "unsupported"));
  ASSERT_TRUE(engine.ok());
  SequentialExecutor executor;
  const auto maps = (*engine)->edgeDefectMaps({}, {}, executor);
  EXPECT_EQ(maps.error().code, ErrorCode::unsupported);
  EXPECT_EQ(maps.error().message, "the GPU knows no such thing");
  EXPECT_TRUE((*engine)->makeScanner(size, {}).ok());
}

TEST(DeviceFaults, AChildThatSomebodyKillsIsAnError) {
  auto launch = faultyLaunch("scan", "hang");
  launch.callDeadline = 60;
  std::jthread killer([] {
    while (testing::children().empty()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    std::this_thread::sleep_for(std::chrono::milliseconds(500));  // until it scans
    for (const pid_t child : testing::children()) ::kill(child, SIGKILL);
  });
  const auto start = Clock::now();
  const Status status = work(launch);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().message,
            "the process of the engine cuda was ended by signal 9 (Killed) while scanning frames 0 to 2 of "
            "this scanner");
  EXPECT_LT(Clock::now() - start, std::chrono::seconds(20));
}

TEST(DeviceFaults, AScannerThatCannotBeGivenBackHoldsNobodyUpForLong) {
  auto engine = device_process::makeEngine("cuda", {}, faultyLaunch("release", "hang"));
  ASSERT_TRUE(engine.ok());
  auto scanner = (*engine)->makeScanner(size, {});
  ASSERT_TRUE(scanner.ok());
  const auto start = Clock::now();
  scanner->reset();
  EXPECT_LT(Clock::now() - start, std::chrono::seconds(10));
  EXPECT_TRUE(testing::children().empty());
  EXPECT_EQ((*engine)->makeScanner(size, {}).error().message,
            "the process of the engine cuda hung while giving a scanner back: no answer within 0.4 s; it was "
            "ended");
}

}  // namespace
}  // namespace gradevault
