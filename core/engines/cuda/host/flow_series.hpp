#pragma once

#include <vector>

#include "host/flow_plan.hpp"
#include "host/plane_memory.hpp"
#include "kernels/expand_level.cuh"
#include "kernels/expansion_planes.cuh"

namespace gradevault::cuda {

/// The flow along a capture at one size, batch by batch, in device memory that is allocated once. Frames'
/// expansions live in a ring one longer than a batch, so the last frame before a batch is still there.
class FlowSeries {
 public:
  /// Precondition: `device` outlives it.
  [[nodiscard]] static Result<FlowSeries> make(Device& device, const FlowPlan& plan, int batch);

  /// Queues the expansions of the first `count` frames of `luma` and the flow of each pair that ends in one
  /// of them. Afterwards lengths[i] (0 before) has the flow's length sum from the frame before to frame i;
  /// untouched for the first frame of all.
  [[nodiscard]] Status enqueue(Device& device, const Stack<const unsigned char>& luma, int count,
                               const Plane<long long>& lengths);

  /// The next frame has none before it.
  void forget() { anyBefore_ = false; }

 private:
  /// The flow so far: which of the two buffers, at which level.
  struct Progress {
    int buffer = 0;
    bool any = false;
    Size size;
  };
  /// A batch's pairs.
  struct Pairs {
    int count = 0;
    int firstPlace = 0;  ///< of the first pair's earlier frame
  };

  [[nodiscard]] Status expand(Device& device, const Stack<const unsigned char>& luma, int count,
                              std::size_t level) const;
  [[nodiscard]] Status iterate(Device& device, std::size_t level, int iteration, const Pairs& pairs,
                               Progress& progress, const Plane<long long>& lengths) const;
  template <class Source>
  [[nodiscard]] Status iterateFrom(Device& device, const Source& source, std::size_t level,
                                   const Pairs& pairs, const Stack<Displacement>& out,
                                   const Plane<long long>* lengths) const;

  FlowPlan plan_;
  int batch_ = 0;
  int multiprocessors_ = 1;
  PolynomialFilters filters_;
  std::vector<DecimationFilter> decimation_;  ///< for each level above 0
  PlaneMemory<float> levelLuma_;
  struct ExpansionMemory {
    PlaneMemory<Polynomial> polynomials;
    PlaneMemory<float> curvaturesXy;

    [[nodiscard]] WrittenExpansions stacks() const { return {polynomials.stack(), curvaturesXy.stack()}; }
  };
  std::vector<ExpansionMemory> expansions_;  ///< for each level
  PlaneMemory<Displacement> flow_[2];
  PlaneMemory<float> equations_, columnSums_;  ///< where the plan needs them
  int nextPlace_ = 0;
  bool anyBefore_ = false;
};

}  // namespace gradevault::cuda
