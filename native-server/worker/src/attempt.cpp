#include "attempt.hpp"

#include <algorithm>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include "capture_fetch.hpp"
#include "runner_watch.hpp"

namespace gradevault::worker {
namespace {

namespace fs = std::filesystem;
using jobs::Standing;
using Level = LogLine::Level;

constexpr int storeTries = 6;
constexpr auto firstPause = std::chrono::milliseconds(100);

/// The folders of that name in `folder`, with anything behind a dot: whole ones, and those (hidden) that a
/// runner was writing when it was ended.
void removeResults(const fs::path& folder, const std::string& start) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::string_view rest = name;
    if (rest.starts_with('.')) rest.remove_prefix(1);
    std::error_code ignored;
    if (rest == start || rest.starts_with(start + '.')) fs::remove_all(entry->path(), ignored);
  }
}

}  // namespace

bool Drain::begun() {
  if (!since_ && services_.draining && services_.draining()) since_ = std::chrono::steady_clock::now();
  return since_.has_value();
}

bool Drain::over() {
  if (!begun()) return false;
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - *since_;
  return passed.count() > services_.drainSeconds;
}

Attempt::Attempt(const WorkerSettings& settings, const Services& services, const jobs::Job& job,
                 const ClaimSituation& known, RunnerSlot& runner, GpuBreaker* breaker, Drain& drain,
                 int sharers)
    : settings_(settings),
      services_(services),
      job_(job),
      known_(known),
      runner_(runner),
      breaker_(breaker),
      drain_(drain),
      sharers_(sharers),
      lease_{job.id, job.token},
      resultsName_(jobs::DataFolder::resultsName(job.id, job.token)),
      results_(services.data.results(resultsName_)),
      prefix_(job.id + '/' + std::to_string(job.token) + '/'),
      heartbeat_(services.store.jobs(), lease_, settings.lease, settings.heartbeat,
                 [this](const std::string& words) { log(Level::warning, words); }),
      events_(services.store.jobs(), lease_, heartbeat_) {}

void Attempt::log(Level level, const std::string& message) const {
  if (services_.log) services_.log({level, message, job_.id});
}

Order Attempt::order() {
  events_.flushIfDue();
  if (heartbeat_.standing() == Standing::stale) return Order::abandon;
  if (heartbeat_.standing() == Standing::cancelled) return Order::cancel;
  return drain_.over() ? Order::abandon : Order::go_on;
}

void Attempt::run() {
  log(Level::info, "attempt " + std::to_string(job_.token) + " begins");
  removeLeftovers();
  if (const auto capture = fetch()) analyse(*capture);
}

/// What earlier attempts left that were killed: their whole results, and those that were being written.
void Attempt::removeLeftovers() const {
  if (job_.token > 1) removeResults(results_.parent_path(), job_.id);
}

std::optional<fs::path> Attempt::fetch() {
  FetchSettings settings;
  settings.maxBytes = settings_.limits.maxBytes;
  settings.seconds = settings_.fetchSeconds;
  settings.progress = [this](std::int64_t done, std::int64_t total) {
    events_.add(progressMessage("download", done, total, 0));
    return order() == Order::go_on;
  };
  auto fetched = fetchCapture(job_, services_.data, services_.client, settings);
  if (auto* capture = std::get_if<fs::path>(&fetched)) return std::move(*capture);
  if (order() != Order::go_on) {
    stop();
  } else {
    fail(std::get<AttemptFailure>(fetched));
  }
  return std::nullopt;
}

Result<RunnerJob> Attempt::runnerJob(const fs::path& capture) const {
  const jobs::JobRequest& request = job_.request;
  RunnerJob job;
  job.capture = capture;
  job.out = results_;
  job.fileName = request.fileName;
  job.scanId = request.scanId;
  job.shot = request.shot;
  auto options = optionsFromJson(request.options.empty() ? "{}" : request.options);
  if (!options.ok()) return options.error();
  job.options = std::move(options).value();
  EngineChoice choice = engineChoice(request, settings_.lane, known_);
  job.engine = std::move(choice.engine);
  job.chosenBecause = std::move(choice.chosenBecause);
  job.fallbacks = std::move(choice.fallbacks);
  job.device = settings_.lane == jobs::Lane::gpu ? settings_.device : 0;
  job.threads = settings_.threads;
  job.nvdec = request.trusted && settings_.lane == jobs::Lane::gpu && job.engine == "auto";
  job.precheck = request.precheck;
  job.limits = settings_.limits;
  job.seconds = settings_.jobSeconds;
  job.memory = settings_.memory;
  job.prices = settings_.prices;
  job.workers = sharers_;
  return job;
}

void Attempt::analyse(const fs::path& capture) {
  const auto job = runnerJob(capture);
  if (!job.ok()) {
    fail({jobs::Failure::rejected,
          {"invalid_request", "The options of this analysis cannot be read."},
          job.error().message});
    return;
  }
  Status given = runner_.ensure();
  if (given) given = runner_.runner().give(*job);
  if (!given) {
    runner_.retire();
    fail(failureOf(given.error()));
    return;
  }
  const RunnerOutcome outcome =
      watch(runner_.runner(),
            {settings_.jobSeconds, settings_.memory, [this](const RunnerMessage& news) { events_.add(news); },
             [this] { return order(); }});
  // After an error of the process' own making nobody knows what else in it is wrong.
  const bool sound = !outcome.end.error || outcome.end.error->code == ErrorCode::unreadable_input ||
                     outcome.end.error->code == ErrorCode::cancelled;
  if (!outcome.alive || !sound) runner_.retire();
  if (outcome.kind == RunnerOutcome::Kind::stopped) {
    stop();
  } else if (const auto failure = failureOf(outcome, capture)) {
    // With NVDEC the device is used in the runner itself, so it may be what ended it.
    const bool blamed = breaker_ != nullptr && job->nvdec && failure->failure == jobs::Failure::crash;
    if (blamed) (void)breaker_->fault(failure->log);
    fail(*failure);
  } else {
    deliver();
  }
}

void Attempt::deliver() {
  auto result = finishedResult(results_);
  if (!result.ok()) {
    fail(failureOf(result.error()));
    return;
  }
  const EngineReport& engine = result->report.engine;
  if (breaker_ != nullptr) {
    if (Status told = breaker_->learn(engine); !told) log(Level::warning, told.error().message);
    // Its device may stay broken for the process that used it.
    if (GpuBreaker::failed(engine)) runner_.retire();
  }
  result->outcome.results = services_.sink != nullptr ? prefix_ : resultsName_;
  if (services_.sink != nullptr) {
    if (Status put = services_.sink->put(results_, prefix_); !put) {
      (void)services_.sink->remove(prefix_);
      fail({jobs::Failure::error,
            {"storage_failed", "The server could not store the results."},
            put.error().message});
      return;
    }
  }
  events_.flush();
  const auto standing =
      settled("commit", [&] { return services_.store.jobs().commit(lease_, result->outcome); });
  if (!standing) return;  // it may have been taken, so nothing is removed
  if (*standing == Standing::held) {
    log(Level::info, "attempt " + std::to_string(job_.token) + " done");
    if (services_.sink != nullptr) discard();
    return;
  }
  log(Level::warning, "commit of attempt " + std::to_string(job_.token) +
                          " refused: " + (*standing == Standing::stale ? "stale" : "cancelled"));
  if (services_.sink != nullptr) (void)services_.sink->remove(prefix_);
  discard();
}

void Attempt::stop() {
  discard();
  auto& table = services_.store.jobs();
  if (heartbeat_.standing() == Standing::stale) {
    log(Level::warning, "attempt " + std::to_string(job_.token) + " given up: stale");
  } else {
    // The store makes a cancelled job of one that the client does not want.
    const bool cancelled = heartbeat_.standing() == Standing::cancelled;
    log(Level::info, cancelled ? "cancelled" : "handed back: this worker ends");
    (void)settled("hand back", [&] { return table.handBack(lease_); });
  }
}

void Attempt::fail(const AttemptFailure& failure) {
  discard();
  log(Level::warning, "attempt " + std::to_string(job_.token) + " failed (" +
                          std::string(name(failure.failure)) + ", " + failure.problem.code +
                          "): " + failure.log);
  events_.flush();
  const auto standing = settled(
      "failure", [&] { return services_.store.jobs().fail(lease_, failure.failure, failure.problem); });
  if (standing == Standing::stale) {
    log(Level::warning, "failure of attempt " + std::to_string(job_.token) + " refused: stale");
  }
}

/// Nobody else writes under this attempt's token, so what is removed is its own.
void Attempt::discard() const {
  removeResults(results_.parent_path(), resultsName_);
}

template <class Call>
std::optional<Standing> Attempt::settled(const char* what, Call call) {
  auto pause = firstPause;
  for (int i = 0;; ++i) {
    const Result<Standing> answer = call();
    if (answer.ok()) return *answer;
    log(Level::error, std::string(what) + " was not taken by the store: " + answer.error().message);
    if (i + 1 == storeTries) return std::nullopt;
    std::this_thread::sleep_for(pause);
    pause *= 2;
  }
}

}  // namespace gradevault::worker
