#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/cost/price_table.hpp"
#include "gradevault/media/video_reader.hpp"
#include "gradevault/options.hpp"
#include "gradevault/report.hpp"
#include "gradevault/result.hpp"

namespace gradevault::worker {

/// One analysis as the worker hands it to its runner.
struct RunnerJob {
  std::filesystem::path capture;
  std::filesystem::path out;  ///< the result folder; must not be there
  std::string fileName;       ///< what the client calls the capture; empty: the file's name
  std::string scanId;
  std::string shot;
  Options options;
  std::string engine = "auto";
  int device = 0;
  int threads = 0;                        ///< 0: the machine's
  bool nvdec = false;                     ///< trusted: decoded on the GPU
  std::string chosenBecause;              ///< instead of the analysis' own words; or empty
  std::vector<EngineFallback> fallbacks;  ///< before the analysis: why this lane's engine, not the wished one
  std::string precheck;                   ///< JSON of the pre-check's report; or empty
  media::Limits limits;
  double seconds = 1800;                        ///< wall clock that the worker gives it
  std::int64_t memory = std::int64_t{8} << 30;  ///< bytes that the worker gives it
  cost::PriceTable prices;
  int workers = 1;  ///< jobs at a time that share the machine's price
};

/// As JSON text, and back. Errors: unreadable_input.
[[nodiscard]] Result<std::string> toJson(const RunnerJob& job);
[[nodiscard]] Result<RunnerJob> runnerJobFromJson(std::string_view json);

}  // namespace gradevault::worker
