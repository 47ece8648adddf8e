#pragma once

#include <optional>
#include <vector>

#include "golden_frames.hpp"
#include "gradevault/analyze/analyze.hpp"
#include "gradevault/capture_findings.hpp"
#include "pictures.hpp"
#include "scan_pass.hpp"

namespace gradevault::analyze {

/// Everything that an analysis found, on its way into the report.
struct Findings {
  const media::VideoFacts& facts;
  const CaptureFindings& capture;
  const GoldenFrames& golden;
  const std::optional<DefectFindings>& defects;
  const std::vector<Check>& checks;
};

/// The report but for engine, artifacts, timings and digest.
[[nodiscard]] Report buildReport(const Request& request, const Findings& findings);

/// Digests of the raw pixels behind the results, for `resultDigest`: golden, rectified and aligned lumas, maps and masks.
[[nodiscard]] std::map<std::string, std::string> pixelDigests(const Findings& findings);

}  // namespace gradevault::analyze
