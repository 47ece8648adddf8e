#include "scan_pass.hpp"

#include <algorithm>
#include <future>
#include <optional>
#include <utility>
#include <vector>

#include "batch_reader.hpp"
#include "gradevault/luma.hpp"
#include "relayed_scanner.hpp"
#include "scan_lanes.hpp"
#include "gradevault/stopwatch.hpp"

namespace gradevault::analyze {
namespace {

/// Frames in a batch: enough for every thread to have work while some finish early, few enough for 4K frames.
int batchSize(const Executor& executor) {
  return std::clamp(2 * executor.concurrency(), 4, 32);
}

/// What a pass has to do with.
struct PassInput {
  media::VideoReader& reader;
  EngineTeam& team;
  const Options& options;
  const Services& services;
  std::map<std::string, double>& timings;

  [[nodiscard]] std::int64_t expected() const { return reader.facts().frameCountHint.value_or(0); }
  [[nodiscard]] std::size_t batchOf(int framesACall) const {
    // One batch is decoded while another is scanned, and the frame before is kept.
    if (reader.onDevice()) return (media::VideoReader::mostDeviceFrames - 1) / 2;
    return static_cast<std::size_t>(std::max(batchSize(services.executor), framesACall));
  }
};

void place(std::vector<FrameScan>& scans, const ScanJob& job, std::vector<FrameRecord>& records) {
  for (std::size_t i = 0; i < scans.size(); ++i) records[job.places[i]].scan = std::move(scans[i]);
}

/// One scanner; the next batch is decoded meanwhile.
Status scanWithOne(const PassInput& input, std::vector<FrameRecord>& records) {
  const Services& services = input.services;
  RelayedScanner scanner(input.team.member(0), input.reader.facts().coded, input.options, services);
  if (auto status = scanner.prepare(); !status.ok()) return status;
  BatchReader batches(input.reader, services.progress, input.batchOf(scanner.framesACall()));
  // With threads to spare the next batch is decoded while this one is scanned; "decode" is what the scan
  // waited for it.
  const std::launch policy = services.executor.concurrency() > 1 ? std::launch::async : std::launch::deferred;
  const auto decodeNext = [&] { return std::async(policy, [&batches] { return batches.next(); }); };

  bool beforeIsMissing = false;
  Batch done;  // its memory waits for the reader to be idle
  std::optional<media::LumaFrame>
      before;  // the last frame of the batch before, for a scanner that takes over
  for (std::future<Result<Batch>> decoding = decodeNext(); decoding.valid();) {
    auto batch = [&] {
      const Stopwatch watch(services.clock, input.timings, "decode");
      return decoding.get();
    }();
    if (!batch.ok()) return batch.error();
    batches.giveBack(done);
    if (!batch->last) decoding = decodeNext();
    const Stopwatch watch(services.clock, input.timings, "scan");
    const ScanJob job = record(*batch, beforeIsMissing, records);
    std::vector<FrameScan> scans(job.inputs.size());
    if (auto status = scanner.scan(job, before ? &*before : nullptr, true, scans); !status.ok())
      return status;
    place(scans, job, records);
    services.progress.update(Stage::scan, static_cast<std::int64_t>(records.size()), input.expected());
    done = std::move(batch).value();
    if (done.frames.empty()) continue;
    if (!before) before.emplace();
    std::swap(*before, done.frames.back());
  }
  return {};
}

/// Several scanners, each with a run of frames at a time.
Status scanWithAll(const PassInput& input, std::vector<FrameRecord>& records) {
  const Services& services = input.services;
  ScanLanes lanes(input.team, input.reader.facts().coded, input.options, services);
  if (auto status = lanes.start(); !status.ok()) return status;
  BatchReader batches(input.reader, services.progress, input.batchOf(lanes.framesARun()));
  std::int64_t scanned = 0;
  const auto collect = [&] {
    for (ScanRun& run : lanes.takeDone()) {
      place(run.scans, run.job, records);
      scanned += static_cast<std::int64_t>(run.batch.frames.size());
      batches.giveBack(run.batch);
    }
    services.progress.update(Stage::scan, scanned, input.expected());
  };

  bool beforeIsMissing = false;
  std::optional<media::LumaFrame> before;
  for (std::size_t number = 0;; ++number) {
    auto batch = [&] {
      const Stopwatch watch(services.clock, input.timings, "decode");
      return batches.next();
    }();
    if (!batch.ok()) return batch.error();
    if (batch->frames.empty()) break;
    const bool last = batch->last;
    const Stopwatch watch(services.clock, input.timings, "scan");
    ScanRun run;
    run.number = number;
    run.before = std::move(before);
    before = batch->frames.back();
    run.job = record(*batch, beforeIsMissing, records);
    run.batch = std::move(batch).value();
    if (auto status = lanes.submit(std::move(run)); !status.ok()) return status;
    collect();
    if (last) break;
  }
  const Stopwatch watch(services.clock, input.timings, "scan");
  if (auto status = lanes.finish(); !status.ok()) return status;
  collect();
  return {};
}

}  // namespace

Result<ScanPass> scanCapture(media::VideoReader& reader, EngineTeam& team, const Options& options,
                             const Services& services, std::map<std::string, double>& timings) {
  const media::VideoFacts& facts = reader.facts();
  const PassInput input{reader, team, options, services, timings};
  ScanPass pass;
  pass.quickCoded = averagedSize(facts.coded, quickFactor(facts.coded, options.quickLongSide));
  services.progress.update(Stage::scan, 0, input.expected());
  const Status scanned = team.size() > 1 ? scanWithAll(input, pass.frames) : scanWithOne(input, pass.frames);
  if (!scanned.ok()) return scanned.error();
  const auto count = static_cast<std::int64_t>(pass.frames.size());
  services.progress.update(Stage::scan, count, count);
  pass.brokenPackets = reader.brokenPackets();
  pass.times = regulate(pass.frames);
  return pass;
}

}  // namespace gradevault::analyze
