#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "gradevault/executor.hpp"
#include "gradevault/image.hpp"
#include "gradevault/luma.hpp"
#include "scan/exposure.hpp"
#include "scan/glare.hpp"
#include "scan/sharpness.hpp"

namespace gradevault {

/// What an engine keeps of one luma so that the flow to the next one can be computed.
class FlowState {
 public:
  FlowState() = default;
  FlowState(const FlowState&) = delete;
  FlowState& operator=(const FlowState&) = delete;
  virtual ~FlowState() = default;
};

/// The scan's stages on one luma, quick or full-size, as one CPU engine computes them. Everything that leaves
/// is an integer; what becomes of it is the same code for all engines (BatchScanner). Stateless, so safe from
/// several threads. Members may throw std::exception; the caller turns it into an Error.
class LumaStages {
 public:
  virtual ~LumaStages() = default;
  [[nodiscard]] virtual LaplacianSums laplacian(GrayView luma) const = 0;
  [[nodiscard]] virtual ExposureCounts exposure(GrayView luma) const = 0;
  /// gradevault::highlightLuma, unless an engine knows a faster way to it.
  [[nodiscard]] virtual int highlightLuma(GrayView luma) const { return gradevault::highlightLuma(luma); }
  /// gradevault::averagedDown, likewise.
  [[nodiscard]] virtual GrayImage averagedDown(GrayView luma, int factor) const {
    return gradevault::averagedDown(luma, factor);
  }
  /// Every 8-connected area of luma ≥ `level`, in any order.
  [[nodiscard]] virtual std::vector<SaturatedBlob> saturatedAreas(GrayView luma, int level) const = 0;
  /// The state does not refer to `luma` after the call.
  [[nodiscard]] virtual std::unique_ptr<FlowState> flowState(GrayView luma) const = 0;
  /// The flow's length sum (see motion.hpp) from `before` to `now`: states that this engine made, of equal
  /// size.
  [[nodiscard]] virtual std::int64_t flowLength(const FlowState& before, const FlowState& now) const = 0;
  /// The same for a pair that is alone, as a live frame is: engines that can cut it run its parts through
  /// `executor`.
  [[nodiscard]] virtual std::int64_t flowLengthInParts(const FlowState& before, const FlowState& now,
                                                       [[maybe_unused]] Executor& executor) const {
    return flowLength(before, now);
  }
};

}  // namespace gradevault
