#include "run_job.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <new>
#include <utility>

#include "gradevault/agreement.hpp"
#include "gradevault/analyze/analyze.hpp"
#include "gradevault/cost/price_table.hpp"
#include "gradevault/sandbox/sandboxed_reader.hpp"

namespace gradevault::worker {
namespace {

std::string_view word(sandbox::Ending ending) {
  switch (ending) {
    case sandbox::Ending::signal:
      return "signal";
    case sandbox::Ending::sandbox:
      return "sandbox";
    case sandbox::Ending::memory:
      return "memory";
    case sandbox::Ending::time:
      return "time";
    case sandbox::Ending::killed:
      return "killed";
  }
  return "signal";
}

/// The first way in which a decoder process was ended; told from any thread.
class DecoderEnding {
 public:
  void tell(sandbox::Ending ending) {
    const std::scoped_lock lock(mutex_);
    if (word_.empty()) word_ = word(ending);
  }
  [[nodiscard]] std::string take() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(word_, {});
  }

 private:
  std::mutex mutex_;
  std::string word_;
};

analyze::Request requestOf(const RunnerJob& job) {
  analyze::Request request;
  request.capture = job.capture;
  request.out = job.out;
  request.options = job.options;
  request.engine = job.engine;
  request.devices.numbers = {job.device};
  request.decode = job.nvdec ? analyze::DecodePlace::nvdec : analyze::DecodePlace::cpu;
  request.scanId = job.scanId;
  request.shot = job.shot;
  request.limits = job.limits;
  return request;
}

/// What only the server knows of a job.
void complete(Report& report, const RunnerJob& job) {
  if (!job.fileName.empty()) report.source.fileName = job.fileName;
  report.engine.fallbacks.insert(report.engine.fallbacks.begin(), job.fallbacks.begin(), job.fallbacks.end());
  if (!job.chosenBecause.empty() && report.engine.chosenBecause == "asked for") {
    report.engine.chosenBecause = job.chosenBecause;
  }
  report.cost = cost::costOf(report, job.prices, job.workers);
  if (job.precheck.empty()) return;
  const auto precheck = reportFromJson(job.precheck);
  if (precheck.ok()) {
    addPrecheck(report, *precheck);
  } else {
    report.notes.push_back("the pre-check's report that came with the job cannot be read and was left out");
  }
}

RunnerEnd analysed(const RunnerJob& job, const RunnerProgram& program, Executor& executor,
                   Progress& progress) {
  DecoderEnding decoder;
  const std::vector<EngineEntry> engines = program.engines(job);
  analyze::Services services{executor, program.clock, progress, engines};
  if (program.decoder) {
    sandbox::SandboxSettings settings = *program.decoder;
    settings.memory = std::min(settings.memory, job.memory);
    settings.cpuSeconds = std::min(settings.cpuSeconds, job.seconds * executor.concurrency());
    services.open = [settings, &decoder](const std::filesystem::path& path, const media::Limits& limits,
                                         int threads) {
      return sandbox::openSandboxed(path, limits, threads, settings,
                                    [&decoder](sandbox::Ending ending) { decoder.tell(ending); });
    };
  }
  services.complete = [&job](Report& report) { complete(report, job); };
  const auto report = analyze::analyze(requestOf(job), services);
  RunnerEnd end;
  if (!report.ok()) {
    end.error = report.error();
    end.ended = decoder.take();
  }
  return end;
}

}  // namespace

RunnerEnd runJob(const RunnerJob& job, const RunnerProgram& program, Executor& executor, Progress& progress) {
  try {
    return analysed(job, program, executor, progress);
  } catch (const std::bad_alloc&) {
    return {Error{ErrorCode::internal, "out of memory"}, "memory"};
  } catch (const std::exception& error) {
    return {Error{ErrorCode::internal, std::string("unexpected: ") + error.what()}, {}};
  }
}

}  // namespace gradevault::worker
