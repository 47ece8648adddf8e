#include "janitor.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>

#include "folder_lock.hpp"
#include "gradevault/jobs/store.hpp"
#include "reach.hpp"

namespace gradevault::serve {
namespace {

namespace fs = std::filesystem;

class MovedClock final : public jobs::WallClock {
 public:
  jobs::Milliseconds now() const noexcept override { return time; }
  jobs::Milliseconds time = 1'790'000'000'000;
};

/// A data folder with a store. Files are as old as a test says: the janitor asks `age_`.
class JanitorTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::path(testing::TempDir()) / "gradevault-janitor-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    auto data = jobs::DataFolder::open(folder_);
    ASSERT_TRUE(data.ok());
    data_ = *data;
    auto store = jobs::openSqliteStore(folder_, {}, clock_);
    ASSERT_TRUE(store.ok());
    store_ = std::move(*store);
    auto log = Log::open({.level = "error", .format = "text"});
    ASSERT_TRUE(log.ok());
    log_.emplace(std::move(*log));
  }
  void TearDown() override {
    store_.reset();
    fs::remove_all(folder_);
  }
  void sweep(settings::RetentionSettings settings = {}) {
    const api::Services services{.store = *store_,
                                 .data = *data_,
                                 .clock = clock_,
                                 .readiness = nullptr,
                                 .machinery = nullptr,
                                 .complain = nullptr};
    Janitor janitor(
        settings, services, *log_, [this](std::int64_t bytes) { measured_ = bytes; },
        [this](const fs::path& path) { return hours_[path.filename().string()]; });
    janitor.sweep();
  }
  void file(const fs::path& path, double hours) {
    std::ofstream(path) << std::string(10'000, 'x');
    hours_[path.filename().string()] = hours;
  }
  void results(const std::string& name, double hours) {
    fs::create_directories(data_->results(name));
    hours_[name] = hours;
  }
  std::string job(const std::string& capture) {
    jobs::JobRequest request;
    request.captureFile = capture;
    return store_->jobs().submit(request, nullptr)->job.id;
  }
  Result<jobs::Upload> upload(jobs::Milliseconds expires) {
    jobs::Upload upload;
    upload.length = 5;
    upload.expires = expires;
    return store_->uploads().create(upload);
  }
  jobs::Lease claim() {
    const auto job = store_->jobs().claim({.worker = "w", .tiers = {jobs::Tier::standard}});
    return {(*job)->id, (*job)->token};
  }

  fs::path folder_;
  MovedClock clock_;
  std::optional<jobs::DataFolder> data_;
  std::unique_ptr<jobs::Store> store_;
  std::optional<Log> log_;
  std::map<std::string, double> hours_;
  std::int64_t measured_ = 0;
};

TEST_F(JanitorTest, ACaptureGoesWhenItIsOldAndNoJobThatGoesOnNamesIt) {
  for (const char* name : {"cap_queued", "cap_running", "cap_done", "cap_stray"})
    file(data_->capture(name), 30);
  file(data_->capture("cap_young"), 23);
  job("cap_done");
  const jobs::Lease done = claim();
  ASSERT_TRUE(store_->jobs().commit(done, {"r", "{}", {}}).ok());
  job("cap_running");
  claim();
  job("cap_queued");
  sweep();
  for (const char* kept : {"cap_queued", "cap_running", "cap_young"})
    EXPECT_TRUE(fs::exists(data_->capture(kept))) << kept;
  for (const char* gone : {"cap_done", "cap_stray"}) EXPECT_FALSE(fs::exists(data_->capture(gone))) << gone;
}

TEST_F(JanitorTest, ACapturesTimeBeginsWhenItsJobEnds) {
  const std::string fetching = job("");
  for (const std::string& name : {std::string("cap_waits"), fetching, std::string("cap_done")}) {
    file(data_->capture(name), 0);
    fs::last_write_time(data_->capture(name), fs::file_time_type::clock::now() - std::chrono::hours(30));
  }
  job("cap_waits");
  const auto isFresh = [this](const std::string& name) {
    return fs::file_time_type::clock::now() - fs::last_write_time(data_->capture(name)) <
           std::chrono::hours(1);
  };
  sweep();
  EXPECT_TRUE(isFresh("cap_waits"));
  EXPECT_TRUE(isFresh(fetching));
  EXPECT_FALSE(isFresh("cap_done"));
}

TEST_F(JanitorTest, AJobWhoseLeaseRanOutWaitsAgainThoughNoWorkerAsks) {
  const std::string id = job("cap_a");
  claim();
  clock_.time += 3'600'000;
  sweep();
  EXPECT_EQ((*store_->jobs().find(id))->state, jobs::JobState::queued);
}

TEST_F(JanitorTest, AJobGoesWithItsResultsWhenItEndedLongAgo) {
  const std::string id = job("cap_a");
  const jobs::Lease lease = claim();
  const std::string name = jobs::DataFolder::resultsName(id, lease.token);
  results(name, 0);
  ASSERT_TRUE(store_->jobs().commit(lease, {name, "{}", {}}).ok());
  clock_.time += 719LL * 3'600'000;
  sweep();
  EXPECT_TRUE(fs::exists(data_->results(name)));
  clock_.time += 2LL * 3'600'000;
  sweep({.captureHours = 24, .resultHours = 0});
  EXPECT_TRUE(fs::exists(data_->results(name)));
  sweep();
  EXPECT_FALSE(fs::exists(data_->results(name)));
  EXPECT_FALSE(*store_->jobs().find(id));
}

TEST_F(JanitorTest, ResultsThatNoJobNamesGoOnceNobodyCanBeWritingThem) {
  const std::string id = job("cap_a");
  const jobs::Lease stale = claim();
  ASSERT_TRUE(store_->jobs().handBack(stale).ok());
  const jobs::Lease lease = claim();
  ASSERT_GT(lease.token, stale.token);
  const std::string current = jobs::DataFolder::resultsName(id, lease.token);
  const std::string overtaken = jobs::DataFolder::resultsName(id, stale.token);
  results(current, 2);
  results(overtaken, 2);
  results("an_unknown.1", 2);
  results("an_unknown.2", 0.5);
  sweep();
  EXPECT_TRUE(fs::exists(data_->results(current)));
  EXPECT_FALSE(fs::exists(data_->results(overtaken)));
  EXPECT_FALSE(fs::exists(data_->results("an_unknown.1")));
  EXPECT_TRUE(fs::exists(data_->results("an_unknown.2")));
}

TEST_F(JanitorTest, AnUploadGoesWhenItExpiredAndAFileWithoutARowLater) {
  const auto expired = upload(clock_.time + 1);
  const auto waiting = upload(clock_.time + 1000);
  file(data_->upload(expired->id), 0);
  file(data_->upload(waiting->id), 5);
  file(data_->upload("up_unknown"), 2);
  clock_.time += 10;
  sweep();
  EXPECT_FALSE(fs::exists(data_->upload(expired->id)));
  EXPECT_FALSE(*store_->uploads().find(expired->id));
  EXPECT_TRUE(fs::exists(data_->upload(waiting->id)));
  EXPECT_FALSE(fs::exists(data_->upload("up_unknown")));
}

TEST_F(JanitorTest, ItMeasuresAFileWithTwoNamesOnce) {
  sweep();
  const std::int64_t before = measured_;
  file(data_->upload("up_a"), 0);
  fs::create_hard_link(data_->upload("up_a"), data_->capture("cap_a"));
  sweep();
  EXPECT_GE(measured_, before + 10'000);
  EXPECT_LT(measured_, before + 20'000 + 8192);
}

TEST(FolderLock, OneServerHasIt) {
  std::string name = (fs::path(testing::TempDir()) / "gradevault-lock-XXXXXX").string();
  ASSERT_NE(::mkdtemp(name.data()), nullptr);
  {
    const auto first = lockFolder(name);
    ASSERT_TRUE(first.ok());
    const auto second = lockFolder(name);
    ASSERT_FALSE(second.ok());
    EXPECT_NE(second.error().message.find("another server"), std::string::npos);
  }
  EXPECT_TRUE(lockFolder(name).ok());
  fs::remove_all(name);
}

TEST(Reach, OnlyLoopbackIsServedWithoutAKey) {
  for (const char* near : {"127.0.0.1", "127.8.9.1", "::1", "localhost"})
    EXPECT_TRUE(isLoopback(near)) << near;
  for (const char* far :
       {"0.0.0.0", "::", "10.0.0.1", "::ffff:10.0.0.1", "", "example.org", "128.0.0.1", "fe80::1"})
    EXPECT_FALSE(isLoopback(far)) << far;
}

}  // namespace
}  // namespace gradevault::serve
