#include "silence_watch.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "gradevault/jobs/store.hpp"

namespace gradevault::serve {
namespace {

class SetClock final : public jobs::WallClock {
 public:
  [[nodiscard]] jobs::Milliseconds now() const noexcept override { return time; }
  jobs::Milliseconds time = 1'000'000;
};

class Silence : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "gradevault-silence-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root = name;
    auto made = jobs::openSqliteStore(root, {}, clock);
    ASSERT_TRUE(made.ok()) << made.error().message;
    store = std::move(made).value();
    jobs::JobRequest request;
    request.captureFile = "capture";
    ASSERT_TRUE(store->jobs().submit(request, nullptr).ok());
    jobs::ClaimRequest claim;
    claim.worker = "w";
    claim.tiers = {jobs::Tier::standard};
    claim.lease = 60'000;
    auto claimed = store->jobs().claim(claim);
    ASSERT_TRUE(claimed.ok() && *claimed);
    job = **claimed;
    watch.emplace(store->jobs(), 10);
  }
  void TearDown() override {
    store.reset();
    std::filesystem::remove_all(root);
  }
  [[nodiscard]] std::size_t silentAt(double seconds, const std::string& worker = "w", bool alive = true) {
    worker::SeenWorker seen;
    seen.sign.id = worker;
    seen.sign.state = "working";
    seen.sign.job = job.id;
    seen.alive = alive;
    return watch
        ->silent(
            {seen}, clock.now(),
            SilenceWatch::Clock::time_point{} + std::chrono::milliseconds(static_cast<int>(1000 * seconds)))
        .size();
  }

  std::filesystem::path root;
  SetClock clock;
  std::unique_ptr<jobs::Store> store;
  jobs::Job job;
  std::optional<SilenceWatch> watch;
};

TEST_F(Silence, NobodyWhoKeepsHisLease) {
  EXPECT_EQ(silentAt(0), 0U);
  EXPECT_EQ(silentAt(1000), 0U);
}

TEST_F(Silence, WhoLetItRunOutAfterAPatience) {
  clock.time += 60'001;
  EXPECT_EQ(silentAt(0), 0U);
  EXPECT_EQ(silentAt(9), 0U);
  EXPECT_EQ(silentAt(11), 1U);
}

TEST_F(Silence, WhoIsHeardAgainStartsAnew) {
  clock.time += 60'001;
  EXPECT_EQ(silentAt(0), 0U);
  ASSERT_TRUE(store->jobs().heartbeat({job.id, job.token}, 60'000).ok());
  EXPECT_EQ(silentAt(9), 0U);
  clock.time += 60'001;
  EXPECT_EQ(silentAt(11), 0U);
  EXPECT_EQ(silentAt(22), 1U);
}

TEST_F(Silence, WhoWorksOnWhatAnotherHas) {
  EXPECT_EQ(silentAt(0, "zombie"), 0U);
  EXPECT_EQ(silentAt(11, "zombie"), 1U);
}

TEST_F(Silence, NotWhoIsDeadOrStopped) {
  clock.time += 60'001;
  EXPECT_EQ(silentAt(0, "w", false), 0U);
  EXPECT_EQ(silentAt(11, "w", false), 0U);
}

}  // namespace
}  // namespace gradevault::serve
