#include "stage_hashes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "hash.hpp"

namespace gradevault::testing {
namespace {

class Collector {
 public:
  template <class... Values>
  void add(const std::string& stage, const Values&... values) {
    Hash hash;
    (hash.add(values), ...);
    hashes_.emplace_back(stage, hash.value());
  }
  [[nodiscard]] StageHashes take() { return std::move(hashes_); }

 private:
  StageHashes hashes_;
};

void addScanStages(const LumaStages& stages, GrayView luma, Collector& out) {
  const LaplacianSums laplacian = stages.laplacian(luma);
  out.add("laplacian", laplacian.sum, laplacian.squares, laplacian.pixels);
  const ExposureCounts exposure = stages.exposure(luma);
  out.add("exposure", exposure.sum, exposure.dark, exposure.bright);
  out.add("highlight", stages.highlightLuma(luma));
  for (const int factor : {2, 3, 4, 5})
    out.add("average by " + std::to_string(factor), stages.averagedDown(luma, factor));
  std::vector<SaturatedBlob> areas = stages.saturatedAreas(luma, Options{}.glareLevel);
  const auto key = [](const SaturatedBlob& area) {
    return std::tuple(area.box.y, area.box.x, area.pixels, area.box.width, area.box.height);
  };
  std::sort(areas.begin(), areas.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  Hash hash;
  for (const SaturatedBlob& area : areas) {
    hash.add(area.pixels).add(area.box.x).add(area.box.y).add(area.box.width).add(area.box.height);
  }
  out.add("saturated areas", hash.value());
}

void addFlow(const EngineParts& parts, GrayView before, GrayView now, Executor& executor, Collector& out) {
  const FlowOutputs flow = parts.flow(before, now, flowSettings({}), executor);
  for (std::size_t level = 0; level < flow.before.size(); ++level) {
    out.add("expansion " + std::to_string(level), flow.before[level], flow.now[level]);
  }
  out.add("flow", flow.flow);
  out.add("flow's length", flow.lengthSum);
  const auto from = parts.luma->flowState(before);
  const auto to = parts.luma->flowState(now);
  EXPECT_EQ(parts.luma->flowLength(*from, *to), flow.lengthSum)
      << parts.name << ": the scan's flow is another one";
}

void addDefectStages(const EdgeStages& stages, std::span<const GrayView> frames, GrayView valid,
                     Executor& executor, Collector& out) {
  const EdgeLayers layers = stages.layers(frames[0]);
  out.add("Canny", layers.canny);
  out.add("|Laplacian|", layers.laplacian);
  out.add("gradient", layers.gradient);
  out.add("deviation", layers.deviation);
  std::vector<ScoreImage> scores;
  for (const GrayView frame : frames) scores.push_back(stages.frameScore(frame, valid, executor, nullptr));
  out.add("frame scores", scores.front(), scores.back());
  const ScoreImage merged = stages.mergedScore(scores, valid, executor);
  out.add("merged score", merged);
  const GrayImage mask = stages.scoreMask(merged, valid, Options{}.maskSigma, executor);
  out.add("mask", mask);
  out.add("closed mask", stages.closed(mask.view()));
}

void addWholeScan(const Engine& engine, std::span<const GrayView> frames, Executor& executor,
                  Collector& out) {
  Result<std::unique_ptr<Scanner>> scanner = engine.makeScanner(frames[0].size(), {});
  ASSERT_TRUE(scanner.ok()) << scanner.error().message;
  std::vector<ScanInput> inputs;
  for (const GrayView frame : frames) inputs.push_back({.luma = frame, .restart = false});
  std::vector<FrameScan> scans(frames.size());
  const Status status = scanner.value()->scan(inputs, scans, executor);
  ASSERT_TRUE(status.ok()) << status.error().message;
  Hash hash;
  for (const auto& [quick, precise] : scans) {
    hash.add(quick.sharpness)
        .add(quick.motion)
        .add(quick.meanLuma)
        .add(quick.darkShare)
        .add(quick.brightShare);
    hash.add(quick.highlightLuma).add(quick.glare.share);
    for (const Rect& box : quick.glare.blobs) hash.add(box.x).add(box.y).add(box.width).add(box.height);
    hash.add(precise->sharpness).add(precise->motion);
  }
  out.add("whole scan", hash.value());
}

void addWholeMaps(const Engine& engine, std::span<const GrayView> frames, GrayView valid, Executor& executor,
                  Collector& out) {
  std::vector<AlignedFrame> aligned;
  for (const GrayView frame : frames) aligned.push_back({frame, valid});
  const Result<DefectMaps> maps = engine.edgeDefectMaps(aligned, {}, executor);
  ASSERT_TRUE(maps.ok()) << maps.error().message;
  out.add("whole defect maps", maps.value().score, maps.value().mask, maps.value().valid,
          maps.value().defectPercentage);
}

}  // namespace

StageHashes stageHashes(const EngineParts& parts, std::span<const GrayView> frames, GrayView valid,
                        Executor& executor) {
  Collector out;
  addScanStages(*parts.luma, frames[0], out);
  addFlow(parts, frames[0], frames[1], executor, out);
  addDefectStages(*parts.edges, frames, valid, executor, out);
  addWholeScan(*parts.engine, frames, executor, out);
  addWholeMaps(*parts.engine, frames, valid, executor, out);
  return out.take();
}

}  // namespace gradevault::testing
