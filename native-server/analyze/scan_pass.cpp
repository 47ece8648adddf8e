#include "scan_pass.hpp"

#include <algorithm>
#include <future>
#include <optional>
#include <utility>
#include <vector>

#include "gradevault/luma.hpp"
#include "stopwatch.hpp"

namespace gradevault::analyze {
namespace {

/// Frames in a batch: enough for every thread to have work while some finish early, few enough for 4K frames.
int batchSize(const Executor& executor) { return std::clamp(2 * executor.concurrency(), 4, 32); }

/// Frames that were decoded and wait for the scanner, in the capture's order.
struct Batch {
  std::vector<media::LumaFrame> frames;
  bool last = false;  ///< the capture ends with it
};

/// Decodes batches; the memory of scanned frames comes back to it.
class BatchReader {
 public:
  BatchReader(media::VideoReader& reader, const Progress& progress, std::size_t capacity)
      : reader_(reader), progress_(progress), capacity_(capacity) {}

  Result<Batch> next() {
    Batch batch;
    while (batch.frames.size() < capacity_) {
      if (progress_.cancelled()) return Error{ErrorCode::cancelled, "stopped while scanning"};
      auto frame = reader_.next(spare());
      if (!frame.ok()) return frame.error();
      batch.last = !frame->has_value();
      if (batch.last) break;
      batch.frames.push_back(std::move(**frame));
    }
    return batch;
  }

  /// Not while `next` runs.
  void giveBack(Batch& batch) {
    for (media::LumaFrame& frame : batch.frames) spares_.push_back(std::move(frame.luma));
  }

 private:
  GrayImage spare() {
    if (spares_.empty()) return {};
    GrayImage image = std::move(spares_.back());
    spares_.pop_back();
    return image;
  }

  media::VideoReader& reader_;
  const Progress& progress_;
  std::size_t capacity_;
  std::vector<GrayImage> spares_;
};

/// Frames that belong to one call of the scanner.
struct ScanJob {
  std::vector<ScanInput> inputs;
  std::vector<std::size_t> places;  ///< where in the records each one's result goes
};

/// Adds the batch's frames to the records, still without results; the job is to scan those that are not lost.
ScanJob record(const Batch& batch, bool& beforeIsMissing, std::vector<FrameRecord>& records) {
  ScanJob job;
  for (const media::LumaFrame& frame : batch.frames) {
    if (!frame.lost) {
      job.inputs.push_back({frame.luma.view(), beforeIsMissing || frame.gapBefore});
      job.places.push_back(records.size());
    }
    records.push_back({frame.time, frame.lost, std::nullopt});
    beforeIsMissing = frame.lost;
  }
  return job;
}

/// A scanner whose engine may fail: the next one's scanner then starts with the frame before.
class RelayedScanner {
 public:
  RelayedScanner(EngineRelay& engine, Size size, const Options& options, const Services& services)
      : engine_(engine), size_(size), options_(options), services_(services) {}

  /// `before`: the frame before the job's first one, where there is one.
  Status scan(const ScanJob& job, const media::LumaFrame* before, std::vector<FrameRecord>& records) {
    if (job.inputs.empty()) return {};
    std::vector<FrameScan> scans(job.inputs.size());
    for (Status status = attempt(job, nullptr, scans); !status.ok();) {
      const Status relayed = engine_.takeOver(status.error(), static_cast<int>(job.places.front()));
      if (!relayed.ok()) return relayed;
      scanner_.reset();
      status = attempt(job, before, scans);
    }
    for (std::size_t i = 0; i < scans.size(); ++i) records[job.places[i]].scan = std::move(scans[i]);
    return {};
  }

 private:
  Status attempt(const ScanJob& job, const media::LumaFrame* before, std::vector<FrameScan>& scans) {
    if (!scanner_) {
      auto made = engine_.engine().makeScanner(size_, options_, services_.trace);
      if (!made.ok()) return made.error();
      scanner_ = std::move(made).value();
    }
    if (before != nullptr && !before->lost) {
      FrameScan ignored;
      const ScanInput input{before->luma.view(), true};
      if (auto status = scanner_->scan({&input, 1}, {&ignored, 1}, services_.executor); !status.ok()) return status;
    }
    return scanner_->scan(job.inputs, scans, services_.executor);
  }

  EngineRelay& engine_;
  Size size_;
  const Options& options_;
  const Services& services_;
  std::unique_ptr<Scanner> scanner_;
};

}  // namespace

Result<ScanPass> scanCapture(media::VideoReader& reader, EngineRelay& engine, const Options& options,
                             const Services& services, std::map<std::string, double>& timings) {
  const media::VideoFacts& facts = reader.facts();
  RelayedScanner scanner(engine, facts.coded, options, services);
  ScanPass pass;
  pass.quickCoded = averagedSize(facts.coded, quickFactor(facts.coded, options.quickLongSide));
  BatchReader batches(reader, services.progress, static_cast<std::size_t>(batchSize(services.executor)));
  // With threads to spare the next batch is decoded while this one is scanned; "decode" is what the scan waited for it.
  const std::launch policy =
      services.executor.concurrency() > 1 ? std::launch::async : std::launch::deferred;
  const auto decodeNext = [&] { return std::async(policy, [&batches] { return batches.next(); }); };
  const std::int64_t expected = facts.frameCountHint.value_or(0);
  services.progress.update(Stage::scan, 0, expected);

  bool beforeIsMissing = false;
  Batch done;                             // its memory waits for the reader to be idle
  std::optional<media::LumaFrame> before;  // the last frame of the batch before, for a scanner that takes over
  for (std::future<Result<Batch>> decoding = decodeNext(); decoding.valid();) {
    auto batch = [&] {
      const Stopwatch watch(services.clock, timings, "decode");
      return decoding.get();
    }();
    if (!batch.ok()) return batch.error();
    batches.giveBack(done);
    if (!batch->last) decoding = decodeNext();
    const Stopwatch watch(services.clock, timings, "scan");
    const ScanJob job = record(*batch, beforeIsMissing, pass.frames);
    if (auto status = scanner.scan(job, before ? &*before : nullptr, pass.frames); !status.ok()) {
      return status.error();
    }
    services.progress.update(Stage::scan, static_cast<std::int64_t>(pass.frames.size()), expected);
    done = std::move(batch).value();
    if (done.frames.empty()) continue;
    if (!before) before.emplace();
    std::swap(*before, done.frames.back());
  }
  const auto count = static_cast<std::int64_t>(pass.frames.size());
  services.progress.update(Stage::scan, count, count);
  pass.brokenPackets = reader.brokenPackets();
  std::vector<double> seconds;
  for (const FrameRecord& frame : pass.frames) seconds.push_back(frame.time);
  pass.times = regularTimes(seconds);
  for (std::size_t i = 0; i < pass.frames.size(); ++i) pass.frames[i].time = pass.times.seconds[i];
  return pass;
}

}  // namespace gradevault::analyze
