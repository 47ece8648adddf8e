#pragma once

#include <string>
#include <vector>

#include "gradevault/checks.hpp"
#include "gradevault/frame_times.hpp"
#include "gradevault/golden_picture.hpp"
#include "gradevault/options.hpp"
#include "gradevault/report.hpp"
#include "gradevault/rotation.hpp"
#include "gradevault/scan.hpp"
#include "gradevault/select.hpp"

namespace gradevault {

/// What a capture's scan and its golden frames came to. The pre-check and the full analysis make their
/// reports of it with the same code.
struct CaptureFindings {
  Size coded;  ///< px of a frame, before the rotation
  Rotation rotation = Rotation::none;
  Size quickCoded;                      ///< px of the quick luma, before the rotation
  std::span<const FrameRecord> frames;  ///< times regular, glare blobs in coded orientation
  const FrameTimes& times;
  int brokenPackets = 0;
  const Selection& selection;
  std::vector<const GoldenPicture*> golden;  ///< one for each selected frame, best first; items looked for

  [[nodiscard]] Size upright() const noexcept { return rotated(coded, rotation); }
  [[nodiscard]] Size quickUpright() const noexcept { return rotated(quickCoded, rotation); }
};

/// The eight checks.
[[nodiscard]] std::vector<Check> checkCapture(const CaptureFindings& findings, const Options& options);

/// `known`, which says what file and decoder say, with sizes, rotation and rates.
[[nodiscard]] SourceReport sourceReport(SourceReport known, const CaptureFindings& findings);

/// The series. Profile precise: with the full-size ones.
[[nodiscard]] FramesReport framesReport(const CaptureFindings& findings, Profile profile);

/// An entry for each golden frame, without artifacts and alignment.
[[nodiscard]] std::vector<GoldenFrameReport> goldenReports(const CaptureFindings& findings);

/// What a person should know of frames that were not analysed and of a selection without a still frame.
[[nodiscard]] std::vector<std::string> notesOnFrames(const CaptureFindings& findings);

}  // namespace gradevault
