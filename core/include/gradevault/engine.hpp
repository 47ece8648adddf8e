#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/defect_maps.hpp"
#include "gradevault/executor.hpp"
#include "gradevault/image.hpp"
#include "gradevault/options.hpp"
#include "gradevault/result.hpp"
#include "gradevault/scan.hpp"
#include "gradevault/trace.hpp"

namespace gradevault {

/// One frame for a scanner: full-size luma in coded orientation, valid during the call.
struct ScanInput {
  GrayView luma;
  bool restart = false;  ///< the frame before this one is missing or lost: this one gets no motion
};

/// The per-frame pass over one capture. Keeps what it needs of the last frame between calls, so that nothing is computed
/// twice. Not for use from two threads at once; its own parallel work goes to the executor it is given.
class Scanner {
 public:
  virtual ~Scanner() = default;
  /// Scans consecutive frames. `out` has one entry a frame. The result does not depend on how the frames are cut into
  /// calls, nor on the executor. A scanner's first frame has no motion.
  [[nodiscard]] virtual Status scan(std::span<const ScanInput> frames, std::span<FrameScan> out,
                                    Executor& executor) = 0;
  /// With at least so many frames a call this scanner works at its full speed, besides one or two for each thread.
  [[nodiscard]] virtual int framesACall() const noexcept { return 1; }
};

/// What an engine says of itself; goes into the report.
struct EngineInfo {
  std::string name;    ///< reference, cpu, cuda, opencv, opencv-cuda
  std::string device;  ///< "cpu", or the GPU's name
  std::string isa;     ///< instruction set in use, e.g. "scalar", "AVX2"
  std::string detail;  ///< library versions and the like, for people
};

/// One implementation of the scan and the defect maps. Stateless and safe from several threads; the scanners it makes
/// hold the state.
class Engine {
 public:
  virtual ~Engine() = default;
  [[nodiscard]] virtual const EngineInfo& info() const noexcept = 0;
  /// A scanner for frames of `size`; `options` gives profile, quick size, flow and glare settings. `trace` must outlive it.
  [[nodiscard]] virtual Result<std::unique_ptr<Scanner>> makeScanner(Size size, const Options& options,
                                                                     Trace* trace = nullptr) const = 0;
  /// The prototype's method `edges` over aligned frames of equal size; see defect_maps.hpp.
  [[nodiscard]] virtual Result<DefectMaps> edgeDefectMaps(std::span<const AlignedFrame> frames, const Options& options,
                                                          Executor& executor, Trace* trace = nullptr) const = 0;
};

/// What a user may ask of an engine beyond its name; an engine reads what concerns it.
struct EngineRequest {
  std::string_view isa = "auto";  ///< an instruction set by the name that EngineInfo::isa has, or auto
  int device = 0;                 ///< which one of the engine's devices, from 0
};

/// A program's list of engines, in order of preference for `auto`. Asking costs nothing until `make` is called.
struct EngineEntry {
  std::string_view name;
  std::function<Result<std::unique_ptr<Engine>>(const EngineRequest&)> make;
};

}  // namespace gradevault
