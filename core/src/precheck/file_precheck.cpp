#include "precheck/file_precheck.hpp"

#include <algorithm>
#include <utility>

#include "gradevault/stopwatch.hpp"
#include "precheck/conclusion.hpp"
#include "precheck/out_of_order.hpp"

namespace gradevault::precheck {
namespace {

/// A few more than are chosen: what was sharper for a while may turn out to be shaken.
constexpr std::size_t spareFrames = 3;
constexpr std::size_t mostKeptBytes = std::size_t{96} << 20;

}  // namespace

FilePrecheck::FilePrecheck(PrecheckRequest request, const Engine& engine, Executor& executor,
                           const Clock& clock)
    : request_(std::move(request)),
      engine_(engine),
      executor_(executor),
      clock_(clock),
      started_(clock.seconds()),
      intake_(request_.options.quickLongSide),
      kept_(request_.options, static_cast<std::size_t>(request_.options.goldenFrames) + spareFrames,
            mostKeptBytes) {}

Result<std::optional<LiveFeedback>> FilePrecheck::push(const PrecheckFrame& frame) {
  if (stage_ != Stage::scanning) return outOfOrder("push after the scan's end");
  const auto time = intake_.take(frame);
  if (!time.ok()) return time.error();
  if (!batch_) {
    if (auto status = begin(); !status.ok()) return status.error();
  }
  times_.push_back(*time);
  const Stopwatch watch(clock_, timings_, "scan");
  if (auto status = batch_->add(frame.picture, frame.gapBefore); !status.ok()) return status.error();
  return std::optional<LiveFeedback>();
}

Status FilePrecheck::begin() {
  auto scanner = engine_.makeScanner(intake_.coded(), request_.options);
  if (!scanner.ok()) return scanner.error();
  scanner_ = std::move(scanner).value();
  batch_.emplace(*scanner_, executor_, [this](FrameScan scan, const DecodedPicture* picture) {
    takeScan(std::move(scan), picture);
  });
  return {};
}

void FilePrecheck::takeScan(FrameScan scan, const DecodedPicture* picture) {
  records_.push_back({times_[records_.size()], false, std::move(scan)});
  if (picture != nullptr) kept_.offer(records_, intake_.quickCoded(), *picture);
}

Status FilePrecheck::endScan() {
  if (times_.empty()) {
    return Error{ErrorCode::unreadable_input,
                 "there was not one frame to look at: the video has none that can be decoded"};
  }
  {
    const Stopwatch watch(clock_, timings_, "scan");
    if (auto status = batch_->flush(); !status.ok()) return status;
  }
  kept_.settle(records_);
  batch_.reset();
  scanner_.reset();
  stage_ = Stage::golden;
  regular_ = regulate(records_);
  selection_ = selectGoldenFrames(records_, intake_.quickCoded(), request_.options);
  const Stopwatch watch(clock_, timings_, "goldenPictures");
  for (const int frame : selection_.frames) {
    const DecodedPicture* picture = kept_.find(frame);
    if (picture == nullptr) missing_.insert(frame);
    golden_.push_back(picture != nullptr ? goldenOf(frame, *picture, request_) : GoldenPicture());
  }
  kept_.clear();
  return {};
}

Result<std::vector<int>> FilePrecheck::wanted() {
  if (stage_ == Stage::finished) return outOfOrder("wanted after finish");
  if (stage_ == Stage::scanning) {
    if (auto status = endScan(); !status.ok()) return status.error();
  }
  return std::vector<int>(missing_.begin(), missing_.end());
}

Status FilePrecheck::showGolden(int frame, const PrecheckFrame& picture) {
  if (stage_ != Stage::golden) return outOfOrder("a golden frame's picture before wanted or after finish");
  if (missing_.count(frame) == 0) {
    return Error{ErrorCode::invalid_argument,
                 "the picture of frame " + std::to_string(frame) + " is not wanted"};
  }
  if (auto status = proveGolden(frame, picture); !status.ok()) return status;
  const Stopwatch watch(clock_, timings_, "goldenPictures");
  const auto place =
      std::find(selection_.frames.begin(), selection_.frames.end(), frame) - selection_.frames.begin();
  golden_[static_cast<std::size_t>(place)] = goldenOf(frame, picture.picture, request_);
  missing_.erase(frame);
  return {};
}

// The variance comes from integers, so that the same picture has the same one to the last bit; hardly another
// has.
Status FilePrecheck::proveGolden(int frame, const PrecheckFrame& picture) {
  if (auto status = checkPicture(picture.picture); !status.ok()) return status;
  const Error other{ErrorCode::unreadable_input,
                    "the picture given for frame " + std::to_string(frame) +
                        " is not the one that was scanned: decode from the start instead of seeking"};
  if (picture.picture.size != intake_.coded()) return other;
  Options quick = request_.options;
  quick.profile = Profile::quick;
  auto scanner = engine_.makeScanner(intake_.coded(), quick);
  if (!scanner.ok()) return scanner.error();
  GrayImage luma(picture.picture.size.width, picture.picture.size.height);
  lumaOf(picture.picture, luma.view());
  const ScanInput input{std::as_const(luma).view(), true};
  FrameScan again;
  if (auto status = (*scanner)->scan({&input, 1}, {&again, 1}, executor_); !status.ok()) return status;
  const FrameScan& seen = *records_[static_cast<std::size_t>(frame)].scan;
  return again.quick.sharpness == seen.quick.sharpness ? Status() : Status(other);
}

Result<RgbImage> FilePrecheck::goldenPicture(std::size_t index, int longSide) const {
  if (stage_ != Stage::finished) return outOfOrder("a golden picture before finish");
  return shownGolden(golden_, index, longSide);
}

Result<Report> FilePrecheck::finish() {
  if (stage_ == Stage::finished) return outOfOrder("finish twice");
  if (stage_ == Stage::scanning) {
    if (auto status = endScan(); !status.ok()) return status.error();
  }
  if (!missing_.empty()) {
    return outOfOrder("finish before the picture of frame " + std::to_string(*missing_.begin()) +
                      ", which wanted names");
  }
  stage_ = Stage::finished;
  Report report = conclude({request_, engine_.info(), intake_, records_, regular_, selection_, golden_},
                           executor_, clock_, timings_);
  timings_["total"] = clock_.seconds() - started_;
  report.timings = timings_;
  return report;
}

}  // namespace gradevault::precheck
