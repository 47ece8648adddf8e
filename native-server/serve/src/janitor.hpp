#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "gradevault/api/services.hpp"
#include "gradevault/settings/serve_settings.hpp"
#include "log.hpp"

namespace gradevault::serve {

/// Takes away what nobody needs any more: captures of jobs that ended long ago, such jobs with their results,
/// uploads that expired, and files that no job names (of attempts that were overtaken, of a server that was
/// killed between a file and its row); gives back what leases that ran out hold. Never touches what a job
/// that goes on may read, nor files younger than an hour without a job.
class Janitor {
 public:
  /// Hours since a file's content or its names last changed; 0 when that cannot be told.
  using Age = std::function<double(const std::filesystem::path&)>;
  [[nodiscard]] static double age(const std::filesystem::path& path);

  /// `measured` hears what the data folder holds after each round. Tests say how old files are.
  Janitor(settings::RetentionSettings settings, const api::Services& services, const Log& log,
          std::function<void(std::int64_t bytes)> measured, Age age = &Janitor::age);
  ~Janitor();  ///< as stop()
  Janitor(const Janitor&) = delete;
  Janitor& operator=(const Janitor&) = delete;

  /// A round every `everySeconds`, in a thread of its own; the first one at once.
  void start();
  void stop();
  /// One round.
  void sweep();

 private:
  void removeOldJobs();
  void removeOldCaptures();
  void removeExpiredUploads();
  void removeStrayResults();
  void removeStale(const std::filesystem::path& folder, double hours);

  settings::RetentionSettings settings_;
  const api::Services& services_;
  const Log& log_;
  std::function<void(std::int64_t)> measured_;
  Age age_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace gradevault::serve
