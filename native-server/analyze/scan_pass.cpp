#include "scan_pass.hpp"

#include <algorithm>

#include "gradevault/luma.hpp"
#include "stopwatch.hpp"

namespace gradevault::analyze {
namespace {

/// Frames in flight: enough for every thread to have work while some finish early, few enough for 4K frames.
int batchSize(const Executor& executor) { return std::clamp(2 * executor.concurrency(), 4, 32); }

/// Frames that were decoded and wait for the scanner; their memory goes from batch to batch.
class Batch {
 public:
  explicit Batch(int capacity) : capacity_(static_cast<std::size_t>(capacity)) { frames_.reserve(capacity_); }

  [[nodiscard]] bool full() const { return frames_.size() == capacity_; }
  [[nodiscard]] bool empty() const { return frames_.empty(); }

  [[nodiscard]] GrayImage spare() {
    if (spares_.empty()) return {};
    GrayImage image = std::move(spares_.back());
    spares_.pop_back();
    return image;
  }
  void giveBack(GrayImage image) { spares_.push_back(std::move(image)); }

  void add(GrayImage luma, bool restart, std::size_t record) {
    frames_.push_back(std::move(luma));
    restarts_.push_back(restart);
    records_.push_back(record);
  }

  Status scanInto(Scanner& scanner, std::vector<FrameRecord>& records, Executor& executor) {
    std::vector<ScanInput> inputs;
    for (std::size_t i = 0; i < frames_.size(); ++i) inputs.push_back({frames_[i].view(), restarts_[i]});
    std::vector<FrameScan> scans(frames_.size());
    if (auto status = scanner.scan(inputs, scans, executor); !status.ok()) return status;
    for (std::size_t i = 0; i < frames_.size(); ++i) {
      records[records_[i]].scan = std::move(scans[i]);
      spares_.push_back(std::move(frames_[i]));
    }
    frames_.clear();
    restarts_.clear();
    records_.clear();
    return {};
  }

 private:
  std::size_t capacity_;
  std::vector<GrayImage> frames_;
  std::vector<bool> restarts_;
  std::vector<std::size_t> records_;
  std::vector<GrayImage> spares_;
};

}  // namespace

Result<ScanPass> scanCapture(media::VideoReader& reader, const Engine& engine, const Options& options,
                             const Services& services, std::map<std::string, double>& timings) {
  const media::VideoFacts& facts = reader.facts();
  auto scanner = engine.makeScanner(facts.coded, options, services.trace);
  if (!scanner.ok()) return scanner.error();

  ScanPass pass;
  pass.quickCoded = averagedSize(facts.coded, quickFactor(facts.coded, options.quickLongSide));
  std::vector<double> seconds;
  Batch batch(batchSize(services.executor));
  const std::int64_t expected = facts.frameCountHint.value_or(0);
  services.progress.update(Stage::scan, 0, expected);

  bool beforeIsMissing = false;
  for (bool more = true; more;) {
    while (more && !batch.full()) {
      if (services.progress.cancelled()) return Error{ErrorCode::cancelled, "stopped while scanning"};
      auto frame = [&] {
        const Stopwatch watch(services.clock, timings, "decode");
        return reader.next(batch.spare());
      }();
      if (!frame.ok()) return frame.error();
      more = frame->has_value();
      if (!more) break;
      media::LumaFrame& decoded = **frame;
      seconds.push_back(decoded.time);
      pass.frames.push_back({decoded.time, decoded.lost, std::nullopt});
      if (decoded.lost) {
        batch.giveBack(std::move(decoded.luma));
      } else {
        batch.add(std::move(decoded.luma), beforeIsMissing || decoded.gapBefore, pass.frames.size() - 1);
      }
      beforeIsMissing = decoded.lost;
    }
    if (batch.empty()) continue;
    const Stopwatch watch(services.clock, timings, "scan");
    if (auto status = batch.scanInto(**scanner, pass.frames, services.executor); !status.ok()) return status.error();
    services.progress.update(Stage::scan, static_cast<std::int64_t>(pass.frames.size()), expected);
  }
  const auto count = static_cast<std::int64_t>(pass.frames.size());
  services.progress.update(Stage::scan, count, count);
  pass.brokenPackets = reader.brokenPackets();
  pass.times = regularTimes(seconds);
  for (std::size_t i = 0; i < pass.frames.size(); ++i) pass.frames[i].time = pass.times.seconds[i];
  return pass;
}

}  // namespace gradevault::analyze
