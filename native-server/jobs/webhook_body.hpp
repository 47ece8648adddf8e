#pragma once

#include <string>

#include "gradevault/jobs/job.hpp"

namespace gradevault::jobs {

/// What a webhook says of a job that has just ended: {type: "analysis.done", timestamp, data: {id, scanId,
/// status, verdict?, links: {self}, error?: {code, detail}}}. The report itself is fetched, so that a message
/// stays small.
[[nodiscard]] std::string webhookBody(const Job& job);

}  // namespace gradevault::jobs
