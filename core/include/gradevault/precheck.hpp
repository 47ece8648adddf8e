#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "gradevault/clock.hpp"
#include "gradevault/decoded_picture.hpp"
#include "gradevault/engine.hpp"
#include "gradevault/executor.hpp"
#include "gradevault/feedback.hpp"
#include "gradevault/options.hpp"
#include "gradevault/report.hpp"
#include "gradevault/result.hpp"
#include "gradevault/rotation.hpp"

namespace gradevault {

/// What a pre-check is told before the first frame. Sizes, range and luma source are learnt from the frames.
struct PrecheckRequest {
  Options options;               ///< profile quick unless the caller says otherwise; precise adds the full-size series, no defects
  bool live = false;             ///< a camera: feedback for each frame, golden frames from pictures that were kept
  SourceReport source;           ///< file name, bytes, container, codec, transfer as far as known; live: codec, transfer
  Rotation rotation = Rotation::none;
  std::string scanId;
  std::string shot;
  std::string producer;          ///< program and version
  std::string engineChosenBecause = "asked for";
};

/// One picture, valid during the call.
struct PrecheckFrame {
  double time = 0;               ///< s, not decreasing; the first frame's counts as 0
  bool gapBefore = false;        ///< file: pictures before it are missing, so it gets no motion
  DecodedPicture picture;
};

/// What is known of a frame at once; live only.
struct LiveFeedback {
  int frame = 0;
  double time = 0;
  QuickSample sample;
  std::optional<double> motionPerSecond;
  std::optional<Quad> quad;      ///< px of the upright frame
  bool quadTracked = false;      ///< carried on from an earlier frame
  Feedback feedback;
};

/// One pre-check, of a file or of a live camera. Frames in presentation order, none skipped for a file:
///
///     file:  push … push, wanted() → showGolden(frame, picture) for each, finish()
///     live:  push → feedback, …, finish()
///
/// A file's scan, selection, checks, verdict and (profile quick) digest are those of the full analysis for the same pictures,
/// bit for bit. Live, motion is measured from the frame that was pushed before, whatever was dropped in between, as long as that
/// is not more than a quarter of a second; golden frames are chosen among the sharpest still frames of each half second, of which
/// pictures were kept within a bound.
/// Errors, of every member: invalid_argument (a frame of another size, times that go back, a call out of order), internal;
/// std::bad_alloc passes through. After an error of `push` other than invalid_argument the pre-check is over.
/// Memory is bounded whatever the length, but for the series (under 300 bytes a frame). Not for two threads at once; parallel work
/// goes to the executor.
class Precheck {
 public:
  /// `engine`, `executor` and `clock` must outlive it.
  [[nodiscard]] static Result<std::unique_ptr<Precheck>> start(PrecheckRequest request, const Engine& engine, Executor& executor,
                                                               const Clock& clock);
  virtual ~Precheck() = default;

  /// Takes one frame. Live: scans it and gives feedback. File: may hold it (its luma) until there are as many as run at once.
  [[nodiscard]] virtual Result<std::optional<LiveFeedback>> push(const PrecheckFrame& frame) = 0;
  /// File: ends the scan and selects; the frames whose pictures are still needed, ascending (some may have been kept on the way).
  /// Error unreadable_input when there was no frame.
  [[nodiscard]] virtual Result<std::vector<int>> wanted() = 0;
  /// A wanted frame's picture, decoded again. Error unreadable_input when it is not the picture that was scanned (its quick
  /// sharpness differs): decode from the start instead of seeking.
  [[nodiscard]] virtual Status showGolden(int frame, const PrecheckFrame& picture) = 0;
  /// A golden frame's picture as upright RGB, scaled down by a whole factor to at most `longSide`; for pages. After `finish`.
  [[nodiscard]] virtual Result<RgbImage> goldenPicture(std::size_t index, int longSide) const = 0;
  /// Looks for the item, runs the checks and gives the report, stage `precheck`. Ends the pre-check.
  [[nodiscard]] virtual Result<Report> finish() = 0;
};

}  // namespace gradevault
