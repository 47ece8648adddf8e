#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "edge_scratch.hpp"
#include "edges/edge_score.hpp"
#include "farneback.hpp"
#include "flow_planes.hpp"
#include "flow_scratch.hpp"
#include "gradevault/image.hpp"
#include "scan/exposure.hpp"
#include "scan/sharpness.hpp"

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

/// The layers' maxima over valid pixels; 0 where there are none.
struct EdgeMaxima {
  int canny = 0;
  int laplacian = 0;
  int gradient = 0;
  int deviation = 0;
  bool operator==(const EdgeMaxima&) const = default;
};

/// What a frame's score is made of.
struct FrameInputs {
  GrayView luma;
  GrayView valid;
  GrayView canny;
  EdgeMaxima most;
};

/// Frames that mergedScore's sums hold: n² · 65535² stays below 2^53.
inline constexpr std::size_t mostMergedFrames = 1448;

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

  LaplacianSums (*laplacian)(GrayView luma);
  ExposureCounts (*exposure)(GrayView luma);
  /// How many pixels are ≥ `level`, 1 … 255.
  std::int64_t (*countFrom)(GrayView luma, int level);

  /// Whether a pixel of the row is ≥ `level`; if so, `bits` says which (as in BitPlane, without the word more).
  bool (*bitsFrom)(const std::uint8_t* row, int width, int level, std::uint64_t* bits);

  /// averageDown (luma.hpp) for factors 2, 3 and 4 and pictures of that many pixels or more each way.
  void (*average)(GrayView luma, int factor, ImageView<std::uint8_t> out);

  // The defect maps (edge_stages.hpp), a range of rows at a time; ranges may run at once, each with its own EdgeRows.
  /// Canny's gradient ridges over each level's thresholds, into planes of the luma's size.
  void (*ridges)(GrayView luma, Rows range, CannyPlanes& out, EdgeRows& rows);
  /// EdgeLayers::canny of the planes after hysteresis; returns its maximum over `valid`.
  int (*cannyLayer)(const CannyPlanes& planes, GrayView valid, Rows range, ImageView<std::uint8_t> out, EdgeRows& rows);
  /// The other three layers.
  void (*responses)(GrayView luma, Rows range, EdgeLayers& out, EdgeRows& rows);
  /// Their maxima.
  EdgeMaxima (*maxima)(GrayView luma, GrayView valid, Rows range, EdgeRows& rows);
  void (*frameScore)(const FrameInputs& in, Rows range, ImageView<std::uint16_t> out, EdgeRows& rows);
  /// The largest n² · variance of the n frames' scores at a valid pixel. Null, as is mergeScores, where there are no
  /// vectors of doubles.
  double (*largestSpread)(std::span<const ScoreImage> frames, GrayView valid, Rows range);
  /// `most` is the largest spread, or 1 where that is 0.
  void (*mergeScores)(std::span<const ScoreImage> frames, GrayView valid, double most, Rows range,
                      ImageView<std::uint16_t> out);
  ScoreSums (*scoreSums)(ImageView<const std::uint16_t> score, GrayView valid, Rows range, EdgeRows& rows);
  /// 255 where a valid pixel's score is over `threshold`, else 0.
  void (*scoresOver)(ImageView<const std::uint16_t> score, GrayView valid, int threshold, Rows range,
                     ImageView<std::uint8_t> out);
  /// EdgeStages::closed.
  void (*closeMask)(GrayView mask, Rows range, ImageView<std::uint8_t> out, EdgeRows& rows);
};

/// The sets that this build has and this machine can run, widest first.
[[nodiscard]] const std::vector<const Kernels*>& availableKernels();

}  // namespace gradevault::cpu
