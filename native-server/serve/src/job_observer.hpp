#pragma once

#include <functional>
#include <map>
#include <string>

#include "gradevault/delivery/supabase_progress.hpp"
#include "gradevault/jobs/job_table.hpp"
#include "log.hpp"
#include "metrics.hpp"

namespace gradevault::serve {

/// Tells log, metrics and (where there is one) the progress table what happens to jobs. For one thread.
class JobObserver {
 public:
  /// `progress` may be null. All outlive it.
  JobObserver(jobs::JobTable& jobs, const Log& log, Metrics& metrics, delivery::SupabaseProgress* progress)
      : jobs_(jobs), log_(log), metrics_(metrics), progress_(progress) {}

  void changed(const std::string& id);

 private:
  void told(const std::string& id, const jobs::Event& event);
  void ended(const std::string& id);

  jobs::JobTable& jobs_;
  const Log& log_;
  Metrics& metrics_;
  delivery::SupabaseProgress* progress_;
  std::map<std::string, std::int64_t> seen_;  ///< number of the last event of each job that goes on
};

}  // namespace gradevault::serve
