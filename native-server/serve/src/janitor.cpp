#include "janitor.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>
#include <optional>
#include <set>
#include <vector>

#include "gradevault/api/data_size.hpp"
#include "gradevault/api/job_files.hpp"

namespace gradevault::serve {
namespace {

namespace fs = std::filesystem;

constexpr int jobsARound = 100;
constexpr int jobsARead = 200;
constexpr double strayHours = 1;  ///< a file younger than that may be about to get its row
constexpr double cacheHours = 24;

std::vector<fs::path> entries(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error))
    found.push_back(entry->path());
  return found;
}

/// Captures that a job may still read; absent when the store does not say.
std::optional<std::set<std::string>> capturesInUse(jobs::JobTable& table) {
  std::set<std::string> used;
  // One that is handed back between the first two looks is found by the third.
  for (const jobs::JobState state :
       {jobs::JobState::queued, jobs::JobState::running, jobs::JobState::queued}) {
    jobs::ListRequest request{.owner = "", .state = state, .scanId = "", .after = "", .limit = jobsARead};
    while (true) {
      const auto page = table.list(request);
      if (!page.ok()) return std::nullopt;
      for (const jobs::Job& job : *page) {
        used.insert(job.request.captureFile);
        used.insert(job.id);  // what a worker fetched for it
      }
      if (page->size() < static_cast<std::size_t>(jobsARead)) break;
      request.after = page->back().id;
    }
  }
  return used;
}

/// From now on, as `Janitor::age` has it: a capture's time to live begins when its job ends, not when it
/// came.
void startsToAge(const fs::path& capture) {
  ::utimensat(AT_FDCWD, capture.c_str(), nullptr, AT_SYMLINK_NOFOLLOW);
}

}  // namespace

Janitor::Janitor(settings::RetentionSettings settings, const api::Services& services, const Log& log,
                 std::function<void(std::int64_t bytes)> measured, Age age)
    : settings_(settings),
      services_(services),
      log_(log),
      measured_(std::move(measured)),
      age_(std::move(age)) {}

/// A capture that is an upload's file under a second name is as young as that name, hence the time of the
/// last change of the inode and not of the content.
double Janitor::age(const fs::path& path) {
  struct stat facts {};
  timespec now{};
  if (::lstat(path.c_str(), &facts) != 0 || ::clock_gettime(CLOCK_REALTIME, &now) != 0) return 0;
  return static_cast<double>(now.tv_sec - facts.st_ctim.tv_sec) / 3600;
}

Janitor::~Janitor() {
  stop();
}

void Janitor::start() {
  thread_ = std::thread([this] {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
      lock.unlock();
      sweep();
      lock.lock();
      wake_.wait_for(lock, std::chrono::duration<double>(settings_.everySeconds),
                     [this] { return stopping_; });
    }
  });
}

void Janitor::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

void Janitor::sweep() {
  // Workers do it before each claim; without one that lives, a job that nobody works on would look as if it
  // ran.
  if (const auto reclaimed = services_.store.jobs().reclaimExpired(); !reclaimed.ok())
    log_.write(Log::Level::error, "retention", {{"reason", reclaimed.error().message}});
  removeOldJobs();
  removeOldCaptures();
  removeExpiredUploads();
  removeStrayResults();
  removeStale(services_.data.root() / "cache", cacheHours);
  measured_(api::bytesUnder(services_.data.root()));
}

void Janitor::removeOldJobs() {
  if (settings_.resultHours <= 0) return;
  const jobs::Milliseconds before =
      services_.clock.now() - static_cast<jobs::Milliseconds>(settings_.resultHours * 3'600'000);
  const auto old = services_.store.jobs().finishedBefore(before, jobsARound);
  if (!old.ok()) return log_.write(Log::Level::error, "retention", {{"reason", old.error().message}});
  for (const jobs::Job& job : *old) {
    const auto removed = services_.store.jobs().remove(job.id);
    if (!removed.ok() || !*removed) continue;
    const Status files = api::removeJobFiles(services_, **removed);
    log_.write(Log::Level::info, "job removed",
               {{"job", job.id}, {"reason", files.ok() ? "age" : files.error().message}});
  }
}

void Janitor::removeOldCaptures() {
  const double hours = settings_.captureHours <= 0 ? 0 : std::max(settings_.captureHours, strayHours);
  if (hours <= 0) return;
  std::vector<fs::path> old;
  for (const fs::path& file : entries(services_.data.capture("x").parent_path()))
    if (age_(file) >= hours) old.push_back(file);
  // Asked after the files were looked at: a job that came since has a younger file.
  const auto used = capturesInUse(services_.store.jobs());
  if (!used) return;
  for (const fs::path& file : old) {
    std::error_code error;
    if (!used->contains(file.filename().string())) fs::remove(file, error);
  }
  for (const std::string& name : *used)
    if (!name.empty()) startsToAge(services_.data.capture(name));
}

void Janitor::removeExpiredUploads() {
  const auto expired = services_.store.uploads().expired();
  if (expired.ok()) {
    for (const jobs::Upload& upload : *expired) {
      std::error_code error;
      fs::remove(services_.data.upload(upload.id), error);
      if (const Status removed = services_.store.uploads().remove(upload.id); removed.ok())
        log_.write(Log::Level::info, "upload expired", {{"upload", upload.id}});
    }
  }
  for (const fs::path& file : entries(services_.data.upload("x").parent_path())) {
    if (age_(file) < strayHours) continue;
    const auto row = services_.store.uploads().find(file.filename().string());
    std::error_code error;
    if (row.ok() && !*row) fs::remove(file, error);
  }
}

void Janitor::removeStrayResults() {
  for (const fs::path& folder : entries(services_.data.results("x").parent_path())) {
    if (age_(folder) < strayHours) continue;
    const std::string name = folder.filename().string();
    const std::size_t dot = name.rfind('.');
    const auto job = services_.store.jobs().find(name.substr(0, dot));
    if (!job.ok() || (*job && (*job)->results == name)) continue;
    std::int64_t token = 0;
    if (dot != std::string::npos) std::from_chars(name.data() + dot + 1, name.data() + name.size(), token);
    const bool underWay = *job && (*job)->state == jobs::JobState::running && token == (*job)->token;
    std::error_code error;
    // Hidden ones are of an attempt that is being written, or was when it was killed; their age decides.
    if (!underWay) fs::remove_all(folder, error);
  }
}

void Janitor::removeStale(const fs::path& folder, double hours) {
  for (const fs::path& entry : entries(folder)) {
    std::error_code error;
    if (age_(entry) >= hours) fs::remove_all(entry, error);
  }
}

}  // namespace gradevault::serve
