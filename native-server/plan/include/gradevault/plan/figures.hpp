#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "gradevault/cost/price_table.hpp"
#include "gradevault/result.hpp"

namespace gradevault::plan {

/// A capture's size, for which seconds are wanted. The prototype's yardstick by default.
struct CaptureSize {
  int frames = 1200;
  int width = 1920;
  int height = 1080;
};

/// One measured whole analysis.
struct Measurement {
  std::string device;  ///< "cpu", or the GPU's full name
  CaptureSize capture;
  double seconds = 0;
  int threads = 0;     ///< of the analysis; 0: not known
  std::string source;  ///< for people: the file
};

/// What one analysis takes on a device.
struct Figure {
  double seconds = 0;
  bool measured = false;  ///< else estimated
  std::string source;     ///< for people: where it comes from, and how it was scaled
};
/// By entry of the price table ("cpu", "T4", …).
using Figures = std::map<std::string, Figure>;

/// Reads what `gradevault bench --json` printed, or what scripts/gpu-bench wrote. Errors (unreadable_input):
/// the file, with what it is not.
[[nodiscard]] Result<std::vector<Measurement>> readMeasurements(const std::filesystem::path& file);

/// Seconds for every device that has a price and is either measured or has an estimate: a measurement counts
/// before the estimate; of several that of the nearest size, then the last one, scaled by frames and pixels.
/// A measured GPU without a price is left out. The CPU's seconds are turned from the measured threads to the
/// table's virtual CPUs in proportion.
[[nodiscard]] Figures figuresFor(const CaptureSize& capture, const std::vector<Measurement>& measurements,
                                 const cost::PriceTable& prices);

}  // namespace gradevault::plan
