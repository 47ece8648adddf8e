#include "gradevault/capture_findings.hpp"

namespace gradevault {

SourceReport sourceReport(SourceReport known, const CaptureFindings& findings) {
  const FrameTimes& times = findings.times;
  const Size upright = findings.upright();
  known.codedWidth = findings.coded.width;
  known.codedHeight = findings.coded.height;
  known.rotation = static_cast<int>(findings.rotation);
  known.width = upright.width;
  known.height = upright.height;
  if (times.frameRate > 0) known.frameRate = times.frameRate;
  known.duration = times.seconds.empty() ? 0 : times.seconds.back();
  known.variableFrameRate = times.variable;
  return known;
}

}  // namespace gradevault
