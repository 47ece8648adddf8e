#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "farneback.hpp"
#include "flow_planes.hpp"
#include "flow_scratch.hpp"
#include "gradevault/image.hpp"

namespace gradevault::cpu {

/// Columns [begin, end) of a level; one thread's work.
struct Stripe {
  int begin = 0;
  int end = 0;
};

/// One level's flow of one pair.
struct LevelPair {
  const FlowPlanes& before;      ///< expansion
  const FlowPlanes& now;         ///< expansion, of the same size
  const FlowPlanes* coarser;     ///< the next coarser level's flow; null: start at zero
  FlowPlanes* flow;              ///< gets dx and dy of the stripe; null: only their length is wanted
  const FlowSettings& settings;
};

/// The inner loops, compiled once for each instruction set. All give the reference's bits.
struct Kernels {
  std::string_view isa;
  /// One level's luma from the full-size luma (level_luma.hpp); `out` has one plane.
  void (*levelLuma)(GrayView luma, int level, FlowPlanes& out, RowBuffer& rows);
  /// polynomial_expansion.hpp.
  void (*expand)(const FlowPlanes& level, FlowPlanes& out, RowBuffer& rows);
  /// All iterations of the flow on one stripe; returns the sum of its lengths (motion.hpp). Reads nothing that another
  /// stripe of the level writes.
  std::int64_t (*flow)(const LevelPair& pair, Stripe stripe, RowBuffer& rows);
};

/// The sets that this build has and this machine can run, widest first.
[[nodiscard]] const std::vector<const Kernels*>& availableKernels();

}  // namespace gradevault::cpu
