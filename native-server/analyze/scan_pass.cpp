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

/// Adds the batch's frames to the records, with what the scanner says of those that are not lost.
Status scanBatch(const Batch& batch, bool& beforeIsMissing, Scanner& scanner, Executor& executor,
                 std::vector<FrameRecord>& records) {
  std::vector<ScanInput> inputs;
  std::vector<std::size_t> places;
  for (const media::LumaFrame& frame : batch.frames) {
    if (!frame.lost) {
      inputs.push_back({frame.luma.view(), beforeIsMissing || frame.gapBefore});
      places.push_back(records.size());
    }
    records.push_back({frame.time, frame.lost, std::nullopt});
    beforeIsMissing = frame.lost;
  }
  if (inputs.empty()) return {};
  std::vector<FrameScan> scans(inputs.size());
  if (auto status = scanner.scan(inputs, scans, executor); !status.ok()) return status;
  for (std::size_t i = 0; i < scans.size(); ++i) records[places[i]].scan = std::move(scans[i]);
  return {};
}

}  // namespace

Result<ScanPass> scanCapture(media::VideoReader& reader, const Engine& engine, const Options& options,
                             const Services& services, std::map<std::string, double>& timings) {
  const media::VideoFacts& facts = reader.facts();
  auto scanner = engine.makeScanner(facts.coded, options, services.trace);
  if (!scanner.ok()) return scanner.error();

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
  Batch scanned;  // its memory waits for the reader to be idle
  for (std::future<Result<Batch>> decoding = decodeNext(); decoding.valid();) {
    auto batch = [&] {
      const Stopwatch watch(services.clock, timings, "decode");
      return decoding.get();
    }();
    if (!batch.ok()) return batch.error();
    batches.giveBack(scanned);
    if (!batch->last) decoding = decodeNext();
    const Stopwatch watch(services.clock, timings, "scan");
    if (auto status = scanBatch(*batch, beforeIsMissing, **scanner, services.executor, pass.frames); !status.ok()) {
      return status.error();
    }
    services.progress.update(Stage::scan, static_cast<std::int64_t>(pass.frames.size()), expected);
    scanned = std::move(batch).value();
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
