#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <vector>

#include "remote_engine.hpp"

namespace gradevault {
namespace {

using testing::faultyLaunch;
using testing::pictureSize;
using testing::remoteEngine;
using testing::scannerOf;

TEST(DeviceProcess, AnEngineThatCannotBeMadeIsTheEnginesErrorAndNoChildStays) {
  const auto engine = device_process::makeEngine("cuda", {.isa = "MMX"}, faultyLaunch());
  ASSERT_FALSE(engine.ok());
  EXPECT_EQ(engine.error().code, ErrorCode::invalid_argument);
  EXPECT_NE(engine.error().message.find("MMX"), std::string::npos);
  EXPECT_TRUE(testing::children().empty());
}

TEST(DeviceProcess, AProgramThatIsNotThereIsAnErrorThatNamesIt) {
  const auto engine = device_process::makeEngine("cuda", {}, {.program = "/no/such/program"});
  ASSERT_FALSE(engine.ok());
  EXPECT_EQ(engine.error().message, "starting /no/such/program failed: No such file or directory");
}

TEST(DeviceProcess, AProgramThatDoesNotServeIsAnError) {
  const auto engine = device_process::makeEngine("cuda", {}, {.program = "/bin/true", .arguments = {"true"}});
  ASSERT_FALSE(engine.ok());
  EXPECT_EQ(engine.error().message, "the process of the engine cuda ended with exit status 0 while starting");
}

TEST(DeviceProcess, ListsTheEnginesDevices) {
  const auto devices = device_process::listDevices("cuda", faultyLaunch());
  ASSERT_TRUE(devices.ok()) << devices.error().message;
  EXPECT_EQ(*devices, (std::vector<std::string>{"0: a GPU of cuda", "1: another"}));
  const auto none = device_process::listDevices("cuda", faultyLaunch("list", "unsupported"));
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().code, ErrorCode::unsupported);
  const auto hung = device_process::listDevices("cuda", faultyLaunch("list", "hang"));
  ASSERT_FALSE(hung.ok());
  EXPECT_EQ(
      hung.error().message,
      "the process of the engine cuda hung while listing its devices: no answer within 2 s; it was ended");
  EXPECT_TRUE(testing::children().empty());
}

TEST(DeviceProcess, TheChildInheritsItsSocketAndNothingElse) {
  const int open = ::open("/dev/null", O_RDONLY);  // not close-on-exec
  const auto engine = remoteEngine();
  const auto scanner = scannerOf(*engine, pictureSize);
  ASSERT_EQ(testing::children().size(), 1U);
  EXPECT_EQ(testing::openDescriptors(testing::children()[0]), (std::vector{0, 1, 2, 3}));
  ::close(open);
}

TEST(DeviceProcess, EndsWithTheLastOfEngineAndScannersAndLeavesNothing) {
  const std::vector<int> before = testing::openDescriptors(::getpid());
  const GrayImage frame(pictureSize.width, pictureSize.height);
  const ScanInput input{.luma = frame.view()};
  FrameScan scan;
  SequentialExecutor executor;
  for (int round = 0; round < 3; ++round) {
    auto engine = remoteEngine();
    auto scanner = scannerOf(*engine, pictureSize);
    engine.reset();
    EXPECT_TRUE(scanner->scan({&input, 1}, {&scan, 1}, executor).ok());
    EXPECT_EQ(testing::children().size(), 1U);
    scanner.reset();
    EXPECT_TRUE(testing::children().empty());
    EXPECT_EQ(testing::openDescriptors(::getpid()), before);
  }
}

TEST(DeviceProcess, InterruptsOfTheTerminalAreTheParentsBusiness) {
  const auto engine = remoteEngine();
  const auto scanner = scannerOf(*engine, pictureSize);
  ASSERT_EQ(testing::children().size(), 1U);
  ::kill(testing::children()[0], SIGINT);
  ::kill(testing::children()[0], SIGTERM);
  const GrayImage frame(pictureSize.width, pictureSize.height);
  const ScanInput input{.luma = frame.view()};
  FrameScan scan;
  SequentialExecutor executor;
  EXPECT_TRUE(scanner->scan({&input, 1}, {&scan, 1}, executor).ok());
}

}  // namespace
}  // namespace gradevault
