#pragma once

#include <filesystem>

#include "gradevault/jobs/job_table.hpp"
#include "gradevault/report.hpp"
#include "gradevault/result.hpp"

namespace gradevault::worker {

struct FinishedResult {
  Report report;
  jobs::Outcome outcome;  ///< `results` is left empty
};

/// What a runner left in `folder`: the report, and the list of files with report.json among them. Errors:
/// internal, when it is not what a runner leaves.
[[nodiscard]] Result<FinishedResult> finishedResult(const std::filesystem::path& folder);

}  // namespace gradevault::worker
