#include "cpu_edges.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "edges/edge_score.hpp"
#include "hysteresis.hpp"
#include "row_stripes.hpp"
#include "spares.hpp"

namespace gradevault::cpu {
namespace {

class CpuEdges final : public EdgeStages {
 public:
  CpuEdges(const Kernels& kernels, Trace* trace) : kernels_(kernels), trace_(trace) {}

  EdgeLayers layers(GrayView luma) const override {
    SequentialExecutor executor;
    EdgeLayers out{.canny = GrayImage(luma.width(), luma.height()),
                   .laplacian = Image<std::uint16_t>(luma.width(), luma.height()),
                   .gradient = Image<std::int32_t>(luma.width(), luma.height()),
                   .deviation = Image<std::int32_t>(luma.width(), luma.height())};
    const Lent<FrameScratch> scratch = frames_.lend();
    findEdges(luma, scratch->planes, executor);
    const Lent<EdgeRows> rows = rows_.lend();
    const Rows all{0, luma.height()};
    kernels_.cannyLayer(scratch->planes, luma, all, out.canny.view(), *rows);
    kernels_.responses(luma, all, out, *rows);
    return out;
  }

  ScoreImage frameScore(GrayView luma, GrayView valid, Executor& executor, Trace* /*trace*/) const override {
    const Lent<FrameScratch> scratch = frames_.lend();
    findEdges(luma, scratch->planes, executor);
    if (scratch->canny.size() != luma.size()) scratch->canny = GrayImage(luma.width(), luma.height());
    EdgeMaxima most;
    {
      const TracedPart part(trace_, "defects.maxima");
      std::mutex joining;
      forRowStripes(executor, luma.height(), [&](Rows range) {
        const Lent<EdgeRows> rows = rows_.lend();
        const int canny = kernels_.cannyLayer(scratch->planes, valid, range, scratch->canny.view(), *rows);
        const EdgeMaxima found = kernels_.maxima(luma, valid, range, *rows);
        const std::lock_guard lock(joining);
        most = {.canny = std::max(most.canny, canny),
                .laplacian = std::max(most.laplacian, found.laplacian),
                .gradient = std::max(most.gradient, found.gradient),
                .deviation = std::max(most.deviation, found.deviation)};
      });
    }
    const TracedPart part(trace_, "defects.combination");
    ScoreImage score(luma.width(), luma.height());
    const FrameInputs inputs{luma, valid, std::as_const(scratch->canny).view(), most};
    forRowStripes(executor, luma.height(), [&](Rows range) {
      kernels_.frameScore(inputs, range, score.view(), *rows_.lend());
    });
    return score;
  }

  ScoreImage mergedScore(std::span<const ScoreImage> frames, GrayView valid, Executor& executor) const override {
    if (frames.size() == 1 || frames.size() > mostMergedFrames || kernels_.mergeScores == nullptr) {
      return gradevault::mergedScore(frames, valid);
    }
    double largest = 0;
    std::mutex joining;
    forRowStripes(executor, valid.height(), [&](Rows range) {
      const double found = kernels_.largestSpread(frames, valid, range);
      const std::lock_guard lock(joining);
      largest = std::max(largest, found);
    });
    ScoreImage merged(valid.width(), valid.height());
    forRowStripes(executor, valid.height(), [&](Rows range) {
      kernels_.mergeScores(frames, valid, largest > 0 ? largest : 1.0, range, merged.view());
    });
    return merged;
  }

  GrayImage scoreMask(const ScoreImage& score, GrayView valid, double sigmas, Executor& executor) const override {
    ScoreSums sums;
    std::mutex joining;
    forRowStripes(executor, valid.height(), [&](Rows range) {
      const ScoreSums found = kernels_.scoreSums(score.view(), valid, range, *rows_.lend());
      const std::lock_guard lock(joining);
      sums.pixels += found.pixels;
      sums.sum += found.sum;
      sums.squares += found.squares;
    });
    GrayImage mask(valid.width(), valid.height());
    if (sums.pixels == 0) return mask;
    // A whole score is over the threshold when it is over the whole number below it; −1 … 65535 are all that differ.
    const auto threshold = static_cast<int>(std::clamp(std::floor(maskThreshold(sums, sigmas)), -1.0, 65535.0));
    forRowStripes(executor, valid.height(), [&](Rows range) {
      kernels_.scoresOver(score.view(), valid, threshold, range, mask.view());
    });
    return mask;
  }

  GrayImage closed(GrayView mask) const override {
    const TracedPart part(trace_, "defects.closing");
    GrayImage out(mask.width(), mask.height());
    kernels_.closeMask(mask, {0, mask.height()}, out.view(), *rows_.lend());
    return out;
  }

 private:
  template <class T>
  using Lent = typename Spares<T>::Lent;

  void findEdges(GrayView luma, CannyPlanes& planes, Executor& executor) const {
    const TracedPart part(trace_, "defects.canny");
    for (BitPlane& plane : planes.weak) plane.resize(luma.size());
    for (BitPlane& plane : planes.edges) plane.resize(luma.size());
    forRowStripes(executor, luma.height(), [&](Rows range) { kernels_.ridges(luma, range, planes, *rows_.lend()); });
    std::vector<std::uint8_t> pending;
    for (std::size_t i = 0; i < cannyLevels.size(); ++i) growEdges(planes.weak[i], planes.edges[i], pending);
  }

  const Kernels& kernels_;
  Trace* trace_;
  mutable Spares<FrameScratch> frames_;
  mutable Spares<EdgeRows> rows_;
};

}  // namespace

std::unique_ptr<EdgeStages> makeCpuEdges(const Kernels& kernels, Trace* trace) {
  return std::make_unique<CpuEdges>(kernels, trace);
}

}  // namespace gradevault::cpu
