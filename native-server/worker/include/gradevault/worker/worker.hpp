#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gradevault/cost/price_table.hpp"
#include "gradevault/delivery/artifact_sink.hpp"
#include "gradevault/jobs/data_folder.hpp"
#include "gradevault/jobs/store.hpp"
#include "gradevault/media/video_reader.hpp"
#include "gradevault/outgoing/http_client.hpp"
#include "gradevault/result.hpp"
#include "gradevault/routing/policy.hpp"

/// One worker process: claims a job, fetches its capture, hands it to a runner process, and commits what that
/// made. It touches no media and no GPU itself: whatever those do ends a runner.
namespace gradevault::worker {

struct WorkerSettings {
  std::string id;  ///< unique in the installation; empty: "<host>-<pid>"
  jobs::Lane lane = jobs::Lane::cpu;
  int device = 0;     ///< of the GPU lane
  int threads = 0;    ///< of an analysis; 0: the machine's
  bool once = false;  ///< ends after one job, or when there is none
  jobs::Milliseconds lease = 60'000;
  jobs::Milliseconds heartbeat = 15'000;
  double jobSeconds = 1800;                     ///< wall clock of one attempt, the download aside
  std::int64_t memory = std::int64_t{8} << 30;  ///< resident bytes of a runner with its children
  int jobsARunner = 100;                        ///< a runner is replaced after so many jobs
  double runnerSeconds = 60;                    ///< that a runner gets to start
  double fetchSeconds = 900;                    ///< that a download may take
  double pollSeconds = 0.25;                    ///< between looks into an empty queue
  media::Limits limits;
  std::string runnerProgram = "/proc/self/exe";
  std::vector<std::string> runnerArguments{"gradevault", "runner"};
  routing::PolicySettings policy;
  cost::PriceTable prices;
};

/// One line for the log; no secret is in it.
struct LogLine {
  enum class Level { info, warning, error } level = Level::info;
  std::string message;
  std::string job;  ///< or empty
};

/// What the program lends.
struct Services {
  jobs::Store& store;
  const jobs::DataFolder& data;
  const jobs::WallClock& clock;
  const outgoing::HttpClient& client;
  delivery::ArtifactSink* sink = nullptr;  ///< object storage; absent: the data folder only
  std::function<bool()> draining = nullptr;  ///< true: claim nothing more; end or hand back within `drainSeconds`
  double drainSeconds = 25;
  std::function<void(const LogLine&)> log = nullptr;  ///< from any thread
};

/// Works until it drains, or `once`. Errors: when it cannot work at all (store, data folder, runner does not
/// start).
[[nodiscard]] Status work(const WorkerSettings& settings, const Services& services);

}  // namespace gradevault::worker
