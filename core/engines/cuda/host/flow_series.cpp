#include "host/flow_series.hpp"

#include <type_traits>
#include <utility>

#include "host/filters.hpp"
#include "host/stage_error.hpp"
#include "host/take.hpp"

namespace gradevault::cuda {
Result<FlowSeries> FlowSeries::make(Device& device, const FlowPlan& plan, int batch) {
  FlowSeries series;
  series.plan_ = plan;
  series.batch_ = batch;
  series.multiprocessors_ = device.multiprocessors();
  series.filters_ = polynomialFilters();
  const Size finest = plan.levels[0];
  Status status = take(PlaneMemory<float>::of(device, finest, batch), series.levelLuma_);
  for (std::size_t level = 0; status && level < plan.levels.size(); ++level) {
    if (level > 0) series.decimation_.push_back(decimationFilter(static_cast<int>(level)));
    series.expansions_.emplace_back();
    ExpansionMemory& memory = series.expansions_.back();
    const Size size = withApron(plan.levels[level]);
    status = take(PlaneMemory<Polynomial>::of(device, size, batch + 1), memory.polynomials);
    if (status) status = take(PlaneMemory<float>::of(device, size, batch + 1), memory.curvaturesXy);
  }
  for (PlaneMemory<Displacement>& flow : series.flow_) {
    if (status) status = take(PlaneMemory<Displacement>::of(device, finest, batch), flow);
  }
  for (PlaneMemory<float>* planes : {&series.equations_, &series.columnSums_}) {
    if (status && plan.needsWideWindow()) {
      status = take(PlaneMemory<float>::of(device, finest, batch * equationPlanes), *planes);
    }
  }
  if (!status) return status.error();
  return series;
}

Status FlowSeries::enqueue(Device& device, const Stack<const unsigned char>& luma, int count,
                           const Plane<long long>& lengths) {
  for (std::size_t level = 0; level < plan_.levels.size(); ++level) {
    if (Status status = expand(device, luma, count, level); !status)
      return during("expansion", status.error());
  }
  const int places = batch_ + 1;
  const Pairs pairs{.count = anyBefore_ ? count : count - 1,
                    .firstPlace = anyBefore_ ? (nextPlace_ + places - 1) % places : nextPlace_};
  // Without a frame before the batch, its first pair ends in its second frame.
  Plane<long long> pairLengths = lengths;
  if (!anyBefore_) {
    ++pairLengths.data;
    --pairLengths.width;
  }
  nextPlace_ = (nextPlace_ + count) % places;
  anyBefore_ = true;
  if (pairs.count == 0) return {};
  Progress progress;
  for (std::size_t level = plan_.levels.size(); level-- > 0;) {
    for (int i = 0; i < plan_.iterations; ++i) {
      if (Status status = iterate(device, level, i, pairs, progress, pairLengths); !status) {
        return during("flow", status.error());
      }
    }
  }
  return {};
}

Status FlowSeries::expand(Device& device, const Stack<const unsigned char>& luma, int count,
                          std::size_t level) const {
  const Stack<float> levelLuma = levelLuma_.stack(plan_.levels[level], batch_);
  Status status;
  if (level == 0) {
    const BlurLuma blur{luma, levelLuma};
    status = device.launch(blur, blur.grid(count));
  } else {
    const DecimateLuma decimate{luma, levelLuma, static_cast<int>(level), decimation_[level - 1]};
    status = device.launch(decimate, decimate.grid(count));
  }
  if (!status) return status;
  const ExpandLevel expand{
      readOnly(levelLuma), expansions_[level].stacks(), {.size = batch_ + 1, .first = nextPlace_}, filters_};
  return device.launch(expand, expand.grid(count));
}

Status FlowSeries::iterate(Device& device, std::size_t level, int iteration, const Pairs& pairs,
                           Progress& progress, const Plane<long long>& lengths) const {
  const Size size = plan_.levels[level];
  const bool last = level == 0 && iteration + 1 == plan_.iterations;
  const Plane<long long>* sums = last ? &lengths : nullptr;
  const Stack<Displacement> out = flow_[1 - progress.buffer].stack(size, batch_);
  const Stack<const Displacement> in =
      readOnly(flow_[progress.buffer].stack(progress.any ? progress.size : size, batch_));
  Status status;
  if (!progress.any) {
    status = iterateFrom(device, StillFlow{}, level, pairs, out, sums);
  } else if (iteration == 0) {
    status = iterateFrom(device, CoarserFlow{in}, level, pairs, out, sums);
  } else {
    status = iterateFrom(device, LevelFlow{in}, level, pairs, out, sums);
  }
  progress = {.buffer = 1 - progress.buffer, .any = true, .size = size};
  return status;
}

template <class Source>
Status FlowSeries::iterateFrom(Device& device, const Source& source, std::size_t level, const Pairs& pairs,
                               const Stack<Displacement>& out, const Plane<long long>* lengths) const {
  const Expansions expansions = readOnly(expansions_[level].stacks());
  const Ring ring{.size = batch_ + 1, .first = pairs.firstPlace};
  const Size size = plan_.levels[level];
  const float scale = 1.0F / static_cast<float>(plan_.window * plan_.window);
  const StripShape shape = stripShape(size, pairs.count, multiprocessors_);
  if (!plan_.needsWideWindow() && lengths == nullptr) {
    const IterateFlow<Source, KeepFlow> iterate{expansions, ring, source, {out}, shape, scale};
    return device.launch(iterate, iterate.grid(pairs.count));
  }
  if constexpr (std::is_same_v<Source, LevelFlow>) {
    if (!plan_.needsWideWindow()) {
      const IterateFlow<Source, SumFlowLengths> iterate{expansions, ring, source, {*lengths}, shape, scale};
      return device.launch(iterate, iterate.grid(pairs.count));
    }
  }
  const Stack<float> equations = equations_.stack(size, batch_ * equationPlanes);
  const Stack<float> columnSums = columnSums_.stack(size, batch_ * equationPlanes);
  const BuildEquations<Source> build{expansions, ring, source, equations};
  if (Status status = device.launch(build, build.grid(pairs.count)); !status) return status;
  const SumColumns down{readOnly(equations), columnSums, plan_.window};
  if (Status status = device.launch(down, down.grid(pairs.count)); !status) return status;
  if (lengths == nullptr) {
    const SumRowsAndSolve<KeepFlow> solve{readOnly(columnSums), {out}, plan_.window, scale};
    return device.launch(solve, solve.grid(pairs.count));
  }
  const SumRowsAndSolve<SumFlowLengths> solve{readOnly(columnSums), {*lengths}, plan_.window, scale};
  return device.launch(solve, solve.grid(pairs.count));
}

}  // namespace gradevault::cuda
