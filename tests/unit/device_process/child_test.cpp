#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <memory>
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

bool scans(Scanner& scanner) {
  const GrayImage frame(pictureSize.width, pictureSize.height);
  const ScanInput input{.luma = frame.view()};
  FrameScan scan;
  SequentialExecutor executor;
  return scanner.scan({&input, 1}, {&scan, 1}, executor).ok();
}

std::unique_ptr<Engine> made(device_process::Processes& processes, const EngineRequest& request = {}) {
  auto engine = processes.makeEngine("cuda", request);
  EXPECT_TRUE(engine.ok()) << (engine.ok() ? "" : engine.error().message);
  return std::move(engine).value();
}

TEST(DeviceProcesses, AreUsedAgainByEnginesOfOneDeviceAndEndWithTheLastOfThem) {
  auto processes = std::make_unique<device_process::Processes>(faultyLaunch());
  auto first = made(*processes);
  const auto firstScanner = scannerOf(*first, pictureSize);
  const std::vector<pid_t> child = testing::children();
  ASSERT_EQ(child.size(), 1U);
  auto second = made(*processes);
  EXPECT_EQ(second->info().detail, first->info().detail);
  const auto secondScanner = scannerOf(*second, pictureSize);
  EXPECT_TRUE(scans(*firstScanner));
  EXPECT_TRUE(scans(*secondScanner));
  EXPECT_EQ(testing::children(), child);
  auto other = made(*processes, {.device = 1});
  EXPECT_EQ(testing::children().size(), 2U);
  other.reset();
  EXPECT_EQ(testing::children().size(), 2U);  // for the next engine of that device
  processes.reset();
  EXPECT_EQ(testing::children(), child);
  EXPECT_TRUE(scans(*secondScanner));
}

TEST(DeviceProcesses, AreReplacedWhenTheyDiedOrFailed) {
  device_process::Processes processes(faultyLaunch("scan", "internal", 1));
  auto engine = made(processes);
  ::kill(testing::children().at(0), SIGKILL);
  while (testing::runs(testing::children().at(0))) ::usleep(1000);
  engine = made(processes);
  const auto scanner = scannerOf(*engine, pictureSize);
  EXPECT_TRUE(scans(*scanner));
  EXPECT_FALSE(scans(*scanner));  // the fault
  EXPECT_TRUE(testing::children().empty());
  EXPECT_TRUE(scans(*scannerOf(*made(processes), pictureSize)));
}

TEST(DeviceProcesses, AnEngineThatCannotBeMadeIsNotTriedAgain) {
  device_process::Processes processes(faultyLaunch("start", "hang"));
  const auto first = processes.makeEngine("cuda", {});
  ASSERT_FALSE(first.ok());
  const auto start = std::chrono::steady_clock::now();
  const auto second = processes.makeEngine("cuda", {});
  ASSERT_FALSE(second.ok());
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
  EXPECT_EQ(second.error().message, first.error().message);
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
