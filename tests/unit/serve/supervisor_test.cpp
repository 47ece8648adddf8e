#include "gradevault/serve/supervisor.hpp"

#include <gtest/gtest.h>
#include <sys/types.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

#include "gradevault/worker/worker_lock.hpp"

namespace gradevault::serve {
namespace {

namespace fs = std::filesystem;

/// The real program's workers on a data folder of the test's own.
class Workers : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "gradevault-serve-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root = name;
    auto opened = jobs::DataFolder::open(root);
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    data.emplace(std::move(opened).value());
    auto made = jobs::openSqliteStore(root, {}, clock);
    ASSERT_TRUE(made.ok()) << made.error().message;
    store = std::move(made).value();
    settings.program = GRADEVAULT_PROGRAM;
    settings.workerFlags = {"--data", root.string()};
    settings.cpuWorkers = 2;
    settings.threads = 1;
    settings.gpuWorkers = 0;
  }
  void TearDown() override {
    supervisor.reset();
    store.reset();
    fs::remove_all(root);
  }
  void start() {
    supervisor.emplace(settings, *data, *store);
    ASSERT_TRUE(supervisor->start().ok());
  }
  static void eventually(const std::string& what, const std::function<bool()>& condition) {
    for (int tries = 0; tries < 2400; ++tries) {
      if (condition()) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    FAIL() << what;
  }
  [[nodiscard]] bool allIdle() const {
    int idle = 0;
    for (const WorkerView& worker : supervisor->workers())
      idle += worker.alive && worker.state == "idle" ? 1 : 0;
    return idle == settings.cpuWorkers;
  }
  [[nodiscard]] std::vector<pid_t> processes() const {
    std::vector<pid_t> ids;
    for (const WorkerView& worker : supervisor->workers()) ids.push_back(worker.process);
    return ids;
  }

  fs::path root;
  std::optional<jobs::DataFolder> data;
  jobs::SystemWallClock clock;
  std::unique_ptr<jobs::Store> store;
  SupervisorSettings settings;
  std::optional<Supervisor> supervisor;
};

TEST_F(Workers, AreStartedAndStartedAgainAndEndedWithIt) {
  start();
  eventually("all workers are up", [&] { return allIdle(); });
  EXPECT_TRUE(supervisor->ready().ready);
  for (const WorkerView& worker : supervisor->workers()) EXPECT_TRUE(worker.ours) << worker.id;
  const std::vector<pid_t> first = processes();

  ::kill(first[0], SIGKILL);
  eventually("a killed one is replaced", [&] { return supervisor->restarts() == 1 && allIdle(); });

  EXPECT_TRUE(supervisor->stop(120)) << "idle workers end when they are told";
  EXPECT_FALSE(supervisor->ready().ready);
  EXPECT_TRUE(fs::is_empty(root / "workers")) << "and take their locks with them";
}

TEST_F(Workers, ThatAreStoppedMakeItUnready) {
  settings.stoppedSeconds = 600;
  start();
  eventually("all workers are up", [&] { return allIdle(); });
  for (const pid_t process : processes()) ::kill(process, SIGSTOP);
  eventually("nobody works", [&] { return !supervisor->ready().ready; });
  EXPECT_EQ(supervisor->ready().reason, "no worker is alive");
  for (const pid_t process : processes()) ::kill(process, SIGCONT);
  eventually("they work again", [&] { return supervisor->ready().ready; });
}

TEST_F(Workers, ThatStayStoppedAreReplaced) {
  settings.stoppedSeconds = 0.2;
  start();
  eventually("all workers are up", [&] { return allIdle(); });
  const std::vector<pid_t> first = processes();
  for (const pid_t process : first) ::kill(process, SIGSTOP);
  eventually("others are there", [&] { return supervisor->restarts() == 2 && allIdle(); });
}

TEST_F(Workers, ThatGoOnWithAJobThatIsNoLongerTheirsAreReplaced) {
  settings.cpuWorkers = 1;
  settings.program = "/bin/sh";
  settings.workerArguments = {"sh", "-c", "exec sleep 600"};
  settings.silentSeconds = 0.2;
  start();
  eventually("it is up", [&] { return processes().size() == 1 && processes()[0] != 0; });
  // The sleeper holds no lock of its own, so the test says for it that it works.
  worker::WorkerSign sign;
  sign.id = supervisor->workers()[0].id;
  sign.process = processes()[0];
  sign.state = "working";
  sign.job = "an_other";
  auto lock = worker::WorkerLock::take(*data, sign);
  ASSERT_TRUE(lock.ok());
  lock->tell("working", "an_other");
  eventually("it was replaced", [&] { return supervisor->restarts() >= 1; });
}

TEST_F(Workers, ThatCannotWorkAreTriedAgainWithPauses) {
  settings.workerFlags = {"--data", "/dev/null/nowhere"};
  settings.cpuWorkers = 1;
  settings.firstBackOff = 0.05;
  start();
  eventually("it is tried again", [&] { return supervisor->restarts() >= 2; });
  EXPECT_FALSE(supervisor->ready().ready);
}

TEST_F(Workers, EnginesAreLookedAtByAChild) {
  settings.cpuWorkers = 1;
  start();
  eventually("the look is over", [&] { return supervisor->engines().asked > 0; });
  const EnginesView view = supervisor->engines();
  EXPECT_EQ(view.problem, "");
  EXPECT_GT(view.threads, 0);
  const auto cpu = std::ranges::find(view.engines, "cpu", &EngineView::name);
  ASSERT_NE(cpu, view.engines.end());
  EXPECT_TRUE(cpu->healthy);
  for (const EngineView& engine : view.engines)
    EXPECT_NE(engine.healthy, !engine.reason.empty()) << engine.name;
}

TEST_F(Workers, ALookThatHangsOrFailsIsAProblemThatIsTold) {
  settings.cpuWorkers = 1;
  settings.program = "/bin/sh";
  settings.workerArguments = {"sh", "-c", "exec sleep 600"};
  settings.enginesArguments = {"sh", "-c", "exec sleep 600"};
  settings.enginesDeadline = 0.2;
  start();
  eventually("it is told", [&] { return !supervisor->engines().problem.empty(); });
  EXPECT_EQ(supervisor->engines().asked, 0);
  EXPECT_FALSE(supervisor->stop(0.1)) << "what does not listen is killed";
}

TEST_F(Workers, AGpuThatIsOutOfRotationIsToldSo) {
  settings.cpuWorkers = 1;
  settings.program = "/bin/sh";
  settings.workerArguments = {"sh", "-c", "exec sleep 600"};
  settings.enginesArguments = {
      "sh", "-c",
      R"(echo '{"version":"1","threads":4,"engines":[],"devices":[{"number":0,"name":"T4","memory":16,"computeCapability":"7.5"}]}' >&3)"};
  settings.enginesEverySeconds = 0.05;
  start();
  eventually("the GPU is seen", [&] { return supervisor->engines().gpus.size() == 1; });
  EXPECT_TRUE(supervisor->engines().gpus[0].healthy);
  EXPECT_EQ(supervisor->engines().gpus[0].id, "cuda:0");
  ASSERT_TRUE(store->devices().fault("cuda:0", "it fell off the bus").ok());
  EXPECT_TRUE(supervisor->engines().gpus[0].healthy) << "one fault is none";
  ASSERT_TRUE(store->devices().fault("cuda:0", "it fell off the bus").ok());
  const GpuView gpu = supervisor->engines().gpus[0];
  EXPECT_FALSE(gpu.healthy);
  EXPECT_EQ(gpu.faults, 2);
  EXPECT_NE(gpu.reason.find("it fell off the bus"), std::string::npos);
}

}  // namespace
}  // namespace gradevault::serve
