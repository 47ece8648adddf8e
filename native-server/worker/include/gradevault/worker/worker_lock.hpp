#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "gradevault/jobs/data_folder.hpp"
#include "gradevault/jobs/job.hpp"
#include "gradevault/process/file_descriptor.hpp"
#include "gradevault/result.hpp"

namespace gradevault::worker {

/// What a worker says of itself in its lock file.
struct WorkerSign {
  std::string id;
  jobs::Lane lane = jobs::Lane::cpu;
  int device = 0;  ///< of the GPU lane
  pid_t process = 0;
  std::string state;  ///< starting, idle, working, draining
  std::string job;    ///< when working
};

/// A lock file that a worker holds as long as it lives: the kernel lets go of it, however the worker ends.
/// Its text is one line of JSON.
class WorkerLock {
 public:
  /// Errors: invalid_argument for an id that is no plain name, or that another worker has; write_failed.
  [[nodiscard]] static Result<WorkerLock> take(const jobs::DataFolder& data, WorkerSign sign);
  WorkerLock(WorkerLock&&) = default;
  WorkerLock& operator=(WorkerLock&&) = delete;
  ~WorkerLock();

  /// Others see it from now on; a full disk does not matter here.
  void tell(const std::string& state, const std::string& job = {});

 private:
  WorkerLock(process::FileDescriptor file, std::string path, WorkerSign sign);

  process::FileDescriptor file_;
  std::string path_;
  WorkerSign sign_;
};

struct SeenWorker {
  WorkerSign sign;
  bool alive = false;  ///< holds its lock, and is neither stopped nor a zombie
};

/// The workers of a data folder, whoever started them. Takes no lock, and waits for nobody.
[[nodiscard]] std::vector<SeenWorker> workersOf(const jobs::DataFolder& data);

/// Removes the lock files that workers left which were killed.
void sweepWorkerLocks(const jobs::DataFolder& data);

}  // namespace gradevault::worker
