#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "gradevault/jobs/job.hpp"
#include "gradevault/outgoing/http_client.hpp"
#include "runner_watch.hpp"

namespace gradevault::worker {

/// Why an attempt did not end well: for the store, for the client, and for the log.
struct AttemptFailure {
  jobs::Failure failure = jobs::Failure::error;
  jobs::Problem problem;
  std::string log;  ///< with all that clients are not told
};

/// Absent when the runner's work ended well. Not for Kind::stopped, which is nobody's failure. `capture` is
/// taken out of what clients are told.
[[nodiscard]] std::optional<AttemptFailure> failureOf(const RunnerOutcome& outcome,
                                                      const std::filesystem::path& capture);

/// Of a capture that could not be fetched.
[[nodiscard]] AttemptFailure failureOf(const outgoing::Refusal& refusal);

/// Of this server's own doing, as when the disk is full. `error.message` is for the log alone.
[[nodiscard]] AttemptFailure failureOf(const Error& error);

}  // namespace gradevault::worker
