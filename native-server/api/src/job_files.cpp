#include "gradevault/api/job_files.hpp"

#include <filesystem>
#include <system_error>

namespace gradevault::api {

Status removeJobFiles(const Services& services, const jobs::Job& job) {
  std::error_code failure;
  std::error_code error;
  // One that a worker fetched bears the job's name.
  const std::string& capture = job.request.captureFile.empty() ? job.id : job.request.captureFile;
  std::filesystem::remove(services.data.capture(capture), failure);
  if (job.results.empty()) return {};
  if (inObjectStorage(job.results)) {
    if (services.sink != nullptr)
      if (const Status removed = services.sink->remove(job.results); !removed.ok()) return removed;
    std::filesystem::remove_all(services.data.root() / "cache" / job.id, error);
  } else {
    std::filesystem::remove_all(services.data.results(job.results), error);
  }
  if (!failure) failure = error;
  if (failure)
    return Error{ErrorCode::write_failed, "files of " + job.id + " cannot be removed: " + failure.message()};
  return {};
}

bool inObjectStorage(const std::string& results) {
  return results.find('/') != std::string::npos;
}

}  // namespace gradevault::api
