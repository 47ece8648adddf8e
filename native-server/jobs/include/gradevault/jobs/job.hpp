#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/jobs/wall_clock.hpp"
#include "gradevault/result.hpp"

namespace gradevault::jobs {

enum class JobState { queued, running, done, failed, cancelled, quarantined };
[[nodiscard]] std::string_view name(JobState state) noexcept;
/// Absent for a word that is no state.
[[nodiscard]] std::optional<JobState> jobState(std::string_view name) noexcept;
/// done, failed, cancelled, quarantined: nothing happens to the job any more by itself.
[[nodiscard]] bool isFinal(JobState state) noexcept;

/// Who is served first. A job's rank is its submission time less its tier's head start, so that whoever waits
/// long enough comes before a newer one of any tier (ageing by arithmetic, no sweeping).
enum class Tier { premium, pro, standard, batch };
[[nodiscard]] std::string_view name(Tier tier) noexcept;
[[nodiscard]] std::optional<Tier> tier(std::string_view name) noexcept;
/// premium 120 s, pro 60 s, standard 0, batch −3600 s.
[[nodiscard]] Milliseconds headStart(Tier tier) noexcept;

/// Where a job is worked on. Which lane takes which job when is the routing policy's matter (routing/).
enum class Lane { cpu, gpu };
[[nodiscard]] std::string_view name(Lane lane) noexcept;
[[nodiscard]] std::optional<Lane> lane(std::string_view name) noexcept;

/// What a client asked for; does not change after it was accepted.
struct JobRequest {
  std::string videoUrl;  ///< http(s), to be fetched; or empty
  std::string
      captureFile;       ///< name of a file in the data folder's captures/; or empty (then videoUrl is set)
  std::string fileName;  ///< what the client calls the capture; data, never a path
  std::string scanId;
  std::string shot;
  Tier tier = Tier::standard;
  std::string engine = "auto";  ///< auto, cpu, cuda, …
  std::optional<Lane> lane;     ///< the only one that may work on it; absent: any
  bool trusted = false;         ///< NVDEC may decode it
  std::string options = "{}";   ///< JSON of Options, with itemType and side
  std::string precheck;         ///< JSON of the pre-check's report; or empty
  std::string callbackUrl;      ///< webhook; or empty
  std::string owner;            ///< id of the API key that asked; or empty
};

/// Why an attempt did not end well.
enum class Failure {
  rejected,  ///< the capture or the request is at fault; trying again would not help: the job fails at once
  error,     ///< something went wrong that may go right next time: up to `Limits::attempts`
  crash,  ///< by the job's own doing (fatal signal, sandbox, memory or time limit): `Limits::crashes`, then
          ///< quarantined
  lost,   ///< killed from outside, or the lease ran out: `Limits::losses`, then failed
};
[[nodiscard]] std::string_view name(Failure failure) noexcept;

/// What clients are told of a failure: a stable code and a sentence without paths, addresses or exception
/// text.
struct Problem {
  std::string
      code;  ///< e.g. unreadable_capture, fetch_refused, fetch_failed, crashed, time_limit, memory_limit
  std::string detail;
};

/// A file that a finished job left, as clients see it.
struct Artifact {
  std::string name;
  std::string mediaType;
  std::int64_t bytes = 0;
  std::string sha256;
};

struct Job {
  std::string id;  ///< made by the store: "an_" + 26 letters and digits, unguessable
  JobRequest request;
  JobState state = JobState::queued;
  std::int64_t token = 0;  ///< fencing token: number of the latest claim; 0 before the first
  int errors = 0;          ///< attempts that ended with Failure::error …
  int crashes = 0;
  int losses = 0;
  std::string worker;  ///< who has or had it
  Milliseconds created = 0;
  Milliseconds started = 0;   ///< of the latest attempt; 0: none
  Milliseconds finished = 0;  ///< 0: not final
  Milliseconds leaseUntil = 0;
  Milliseconds notBefore = 0;  ///< a queued job waits until then
  bool cancelRequested = false;
  std::optional<Problem> problem;  ///< of the latest attempt that failed
  // of a job that is done:
  std::string results;  ///< folder in the data folder's results/, or the object storage's prefix
  std::string report;   ///< JSON of the report; `JobTable::list` and `finishedBefore` leave it out
  std::string verdict;  ///< the report's: good, usable, retake
  std::vector<Artifact> artifacts;
};

/// One thing that happened to a job, in the order of `number` (1, 2, … within the job).
struct Event {
  std::int64_t number = 0;
  Milliseconds time = 0;
  std::string
      type;  ///< queued, running, progress, check, golden_frame, done, failed, cancelled, quarantined, retry
  std::string data;  ///< JSON object
};

}  // namespace gradevault::jobs
