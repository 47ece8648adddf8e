#include "counted_bytes.hpp"

#include <variant>

namespace gradevault::bench {
namespace {

using namespace cuda;

/// So many planes of the stack.
template <class T>
double planeBytes(const Stack<T>& stack, int planes = 1) {
  return static_cast<double>(planes) * stack.width * stack.height * static_cast<double>(sizeof(T));
}

/// A frame's, with its apron.
template <class Stacks>
double expansionBytes(const Stacks& expansions) {
  return planeBytes(expansions.polynomials) + planeBytes(expansions.curvaturesXy);
}
double sourceBytes(const StillFlow&) {
  return 0;
}
double sourceBytes(const LevelFlow& source) {
  return planeBytes(source.flow);
}
double sourceBytes(const CoarserFlow& source) {
  return planeBytes(source.flow);
}
double sinkBytes(const KeepFlow& sink) {
  return planeBytes(sink.flow);
}
double sinkBytes(const SumFlowLengths&) {
  return 0;
}

/// Of one layer of the grid: a frame, a pair, a plane.
double layerBytes(const BlurLuma& k) {
  return planeBytes(k.luma) + planeBytes(k.level);
}
double layerBytes(const DecimateLuma& k) {
  return planeBytes(k.luma) + planeBytes(k.level);
}
double layerBytes(const ExpandLevel& k) {
  return planeBytes(k.level) + expansionBytes(k.expansions);
}
template <class Source, class Sink>
double layerBytes(const IterateFlow<Source, Sink>& k) {
  return 2 * expansionBytes(k.expansions) + sourceBytes(k.source) + sinkBytes(k.sink);
}
double layerBytes(const AverageLuma& k) {
  return planeBytes(k.luma) + planeBytes(k.quick);
}
double layerBytes(const SumLaplacian& k) {
  return planeBytes(k.luma);
}
double layerBytes(const CountLuma& k) {
  return planeBytes(k.luma);
}
template <class Value>
double layerBytes(const StartLabels<Value>& k) {
  return planeBytes(k.values) + planeBytes(k.labels);
}
double layerBytes(const JoinLabels& k) {
  return planeBytes(k.labels);
}
double layerBytes(const StartBlobs& k) {
  return planeBytes(k.blobs, blobPlanes);
}
double layerBytes(const MeasureBlobs& k) {
  return planeBytes(k.labels);
}
double layerBytes(const CollectBlobs& k) {
  return planeBytes(k.labels) + planeBytes(k.blobs);
}
double layerBytes(const FindRidges& k) {
  return planeBytes(k.luma) + planeBytes(k.ridges);
}
double layerBytes(const MarkStrongAreas& k) {
  return planeBytes(k.ridges) + planeBytes(k.labels);
}
double layerBytes(const AddEdges& k) {
  return planeBytes(k.labels) + planeBytes(k.strong) + 2 * planeBytes(k.canny);
}
double layerBytes(const MeasureNeighbourhoods& k) {
  return planeBytes(k.luma) + planeBytes(k.laplacian) + planeBytes(k.gradient) + planeBytes(k.deviation);
}
double layerBytes(const CloseMask& k) {
  return planeBytes(k.mask) + planeBytes(k.closed);
}
double layerBytes(const MaskScores& k) {
  return planeBytes(k.score) + planeBytes(k.valid) + planeBytes(k.mask);
}
double layerBytes(const MergeScores& k) {
  return planeBytes(k.scores, k.scores.layers) + planeBytes(k.valid) + planeBytes(k.merged);
}
double layerBytes(const SumScores& k) {
  return planeBytes(k.score) + planeBytes(k.valid);
}

}  // namespace

std::optional<double> countedBytes(const AnyKernel& kernel, const Grid& grid) {
  return std::visit(
      [&](const auto& known) -> std::optional<double> {
        if constexpr (requires { layerBytes(known); }) {
          return grid.z * layerBytes(known);
        } else {
          return std::nullopt;
        }
      },
      kernel);
}

}  // namespace gradevault::bench
