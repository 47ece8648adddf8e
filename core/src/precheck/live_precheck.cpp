#include "precheck/live_precheck.hpp"

#include <algorithm>
#include <utility>

#include "executor/throwing_tasks.hpp"
#include "gradevault/item_sharpness.hpp"
#include "gradevault/luma.hpp"
#include "gradevault/select.hpp"
#include "gradevault/stopwatch.hpp"
#include "item/quick_quad.hpp"
#include "precheck/conclusion.hpp"
#include "precheck/out_of_order.hpp"

namespace gradevault::precheck {
namespace {

constexpr std::size_t mostPictures = 24;
constexpr std::size_t mostKeptBytes = std::size_t{96} << 20;
/// s. Slow devices drop frames all the time; motion between those that were looked at tells as much, up to
/// here.
constexpr double longestStep = 0.25;

SourceReport ofStream(SourceReport known) {
  known.fileName.clear();
  known.bytes = 0;
  known.container.clear();
  return known;
}

}  // namespace

LivePrecheck::LivePrecheck(PrecheckRequest request, const Engine& engine, Executor& executor,
                           const Clock& clock)
    : request_(std::move(request)),
      engine_(engine),
      executor_(executor),
      clock_(clock),
      started_(clock.seconds()),
      intake_(request_.options.quickLongSide),
      kept_(request_.options, mostPictures, mostKeptBytes),
      item_(request_.options, request_.rotation),
      steadier_(request_.options) {
  request_.source = ofStream(std::move(request_.source));
}

Status LivePrecheck::begin() {
  auto scanner = engine_.makeScanner(intake_.coded(), request_.options);
  if (!scanner.ok()) return scanner.error();
  scanner_ = std::move(scanner).value();
  luma_ = GrayImage(intake_.coded().width, intake_.coded().height);
  return {};
}

Status LivePrecheck::scan(GrayView luma, bool restart, FrameScan& result) {
  const ScanInput input{luma, restart};
  return scanner_->scan({&input, 1}, {&result, 1}, executor_);
}

Result<std::optional<LiveFeedback>> LivePrecheck::push(const PrecheckFrame& frame) {
  if (finished_) return outOfOrder("push after finish");
  const auto time = intake_.take(frame);
  if (!time.ok()) return time.error();
  if (!scanner_) {
    if (auto status = begin(); !status.ok()) return status.error();
  }
  lumaOf(frame.picture, luma_.view());
  const GrayView luma = std::as_const(luma_).view();
  const bool restart = !records_.empty() && *time - records_.back().time > longestStep;

  QuickLuma quick{averagedDown(luma, intake_.factor()), {}};
  const GrayView quickCoded = std::as_const(quick.coded).view();
  quick.upright = rotated(quickCoded, request_.rotation);
  FrameScan scanned;
  Status status;
  LiveItem::Place place;
  // Two halves that know nothing of each other; with one thread they run in turn.
  const double scanStart = clock_.seconds();
  runThrowing(executor_, 2, [&](int half) {
    if (half == 0) {
      status = scan(luma, restart, scanned);
    } else {
      place = item_.observe(*time, frame.picture, quickCoded, std::as_const(quick.upright).view(),
                            intake_.factor());
    }
  });
  timings_["scan"] += clock_.seconds() - scanStart;
  if (!status.ok()) return status.error();
  records_.push_back({*time, false, std::move(scanned)});
  kept_.offer(records_, intake_.quickCoded(), frame.picture);
  return std::optional(answer(place, quick));
}

std::optional<double> LivePrecheck::itemMotionPerSecond(const LiveItem::Place& place) const {
  if (!place.travel || records_.size() < 2) return std::nullopt;
  const double elapsed = records_.back().time - records_[records_.size() - 2].time;
  if (elapsed <= 0 || elapsed > longestStep) return std::nullopt;
  const Size quick = intake_.quickCoded();
  return *place.travel / elapsed * 640 / std::max(quick.width, quick.height);
}

LiveFeedback LivePrecheck::answer(const LiveItem::Place& place, const QuickLuma& quick) {
  const int frame = static_cast<int>(records_.size()) - 1;
  const FrameRecord& record = records_.back();
  const Size full = rotated(intake_.coded(), request_.rotation);
  LiveFeedback live;
  live.frame = frame;
  live.time = record.time;
  live.sample = record.scan->quick;
  for (Rect& blob : live.sample.glare.blobs) blob = rotated(blob, intake_.quickCoded(), request_.rotation);
  live.motionPerSecond = motionPerSecond(records_, frame, intake_.quickCoded());
  live.quadTracked = place.tracked;
  if (place.quad) live.quad = onFullFrame(*place.quad, quick.upright.size(), full);

  LiveObservation seen;
  seen.time = record.time;
  seen.sample = &live.sample;
  seen.motionPerSecond = live.motionPerSecond;
  seen.itemMotionPerSecond = itemMotionPerSecond(place);
  seen.quad = live.quad;
  seen.lookedForItem = item_.looked();
  if (live.quad) seen.itemSharpness = itemSharpness(std::as_const(quick.upright).view(), *live.quad, full);
  seen.frame = full;
  seen.quick = quick.upright.size();
  live.feedback = steadier_.observe(seen);
  return live;
}

Result<std::vector<int>> LivePrecheck::wanted() {
  return outOfOrder("wanted, of a live stream");
}

Status LivePrecheck::showGolden(int, const PrecheckFrame&) {
  return outOfOrder("a golden frame's picture, of a live stream, which keeps its own");
}

Result<RgbImage> LivePrecheck::goldenPicture(std::size_t index, int longSide) const {
  if (!finished_) return outOfOrder("a golden picture before finish");
  return shownGolden(golden_, index, longSide);
}

Result<Report> LivePrecheck::finish() {
  if (finished_) return outOfOrder("finish twice");
  if (records_.empty()) return outOfOrder("finish before the first frame");
  finished_ = true;
  kept_.settle(records_);
  scanner_.reset();
  luma_ = {};
  const FrameTimes times = regulate(records_);
  const std::vector<int> among = kept_.frames();
  const Selection selection =
      selectGoldenFramesAmong(among, records_, intake_.quickCoded(), request_.options);
  {
    const Stopwatch watch(clock_, timings_, "goldenPictures");
    for (const int frame : selection.frames) golden_.push_back(goldenOf(frame, *kept_.find(frame), request_));
    kept_.clear();
  }
  Report report = conclude({request_, engine_.info(), intake_, records_, times, selection, golden_},
                           executor_, clock_, timings_);
  timings_["total"] = clock_.seconds() - started_;
  report.timings = timings_;
  return report;
}

}  // namespace gradevault::precheck
