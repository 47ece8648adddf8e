#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "gradevault/analyze/device_choice.hpp"
#include "gradevault/clock.hpp"
#include "gradevault/engine.hpp"
#include "gradevault/executor.hpp"
#include "gradevault/media/video_reader.hpp"
#include "gradevault/options.hpp"
#include "gradevault/progress.hpp"
#include "gradevault/report.hpp"
#include "gradevault/result.hpp"
#include "gradevault/trace.hpp"

namespace gradevault::analyze {

/// Where a capture's frames are decoded for the scan. Golden frames' pictures always are on the CPU.
enum class DecodePlace {
  cpu,
  nvdec,  ///< on the scan's own CUDA device, for media that one trusts; the CPU where that does not work
};

/// Opens a capture for decoding on the CPU: media::VideoReader::open, or where its decoder is shut in, sandbox::openSandboxed.
using OpenCapture = std::function<Result<std::unique_ptr<media::VideoReader>>(const std::filesystem::path&,
                                                                              const media::Limits&, int threads)>;

/// Opens a capture for decoding on a device; media::VideoReader::openOnDevice.
using OpenOnDevice = std::function<Result<std::unique_ptr<media::VideoReader>>(
    const std::filesystem::path&, const media::Limits&, const LumaDevice&, int threads)>;

/// One full analysis: a file in, a folder out.
struct Request {
  std::filesystem::path capture;
  std::filesystem::path out;      ///< the result folder; see ResultFolder::prepare for what it may be before
  Options options;
  std::string engine = "auto";    ///< a name of the list, or auto: the first that can be made
  std::string isa = "auto";       ///< the instruction set of the engine `cpu`, or auto
  DeviceChoice devices;           ///< of the engine `cuda`
  DecodePlace decode = DecodePlace::cpu;
  std::string scanId;
  std::string shot;
  media::Limits limits;
};

/// What the program lends to the analysis.
struct Services {
  Executor& executor;
  const Clock& clock;
  Progress& progress;
  std::span<const EngineEntry> engines;  ///< in order of preference
  Trace* trace = nullptr;                ///< hears where the engine's time goes, for benches
  OpenOnDevice openOnDevice = &media::VideoReader::openOnDevice;
  OpenCapture open = &media::VideoReader::open;
  /// Adds what only the caller knows (cost, pre-check) to the report before it is written; may be empty.
  std::function<void(Report&)> complete = nullptr;
};

/// Decodes, scans, selects, rectifies, aligns, maps defects, checks, and leaves report.json and the pictures in
/// `request.out`, whole or not at all. Returns the report that it wrote.
/// Errors: invalid_argument (options, engine name), unreadable_input (the capture), write_failed (the folder), cancelled.
[[nodiscard]] Result<Report> analyze(const Request& request, const Services& services);

}  // namespace gradevault::analyze
