#include "sample_reports.hpp"

namespace gradevault::testing {
namespace {

SourceReport phoneVideo() {
  SourceReport source;
  source.fileName = "comic \"front\" – 1.mov";
  source.bytes = 48'123'456'789;
  source.container = "mov";
  source.codec = "hevc";
  source.pixelFormat = "yuv420p10le";
  source.bitDepth = 10;
  source.range = "limited";
  source.transfer = "hlg";
  source.codedWidth = 1920;
  source.codedHeight = 1080;
  source.rotation = 90;
  source.width = 1080;
  source.height = 1920;
  source.frameRate = 29.97;
  source.duration = 0.1001;
  source.variableFrameRate = true;
  source.lumaSource = LumaSource::rgba;
  return source;
}

EngineReport cpuAfterGpu() {
  EngineReport engine;
  engine.name = "cpu";
  engine.device = "cpu";
  engine.isa = "AVX2";
  engine.detail = "built for tests";
  engine.chosenBecause = "first of the list that can be made";
  engine.devices = {{"0: a GPU", 2, {}}, {"1: another GPU", 1, {}}};
  engine.fallbacks = {{"cuda", "cpu", "the GPU ran out of memory", 2, "1: another GPU", {}},
                      {"cpu", "reference", "asked for", {}, {}, {}}};
  return engine;
}

FramesReport fourFrames() {
  FramesReport frames;
  frames.count = 4;
  frames.quickWidth = 360;
  frames.quickHeight = 640;
  frames.time = {0, 1 / 29.97, 2 / 29.97, 3 / 29.97};
  frames.sharpness = {123.456, 0.1 + 0.2, std::nullopt, 99};
  frames.motion = {std::nullopt, 0.25, std::nullopt, std::nullopt};
  frames.meanLuma = {127.5, 255, std::nullopt, 1e-9};
  frames.darkShare = {0.001, 0, std::nullopt, 1};
  frames.brightShare = {0.002, 1, std::nullopt, 0};
  frames.glareShare = {0.003, 0.5, std::nullopt, 0.75};
  frames.lost = {2};
  frames.brokenPackets = 3;
  frames.precise = FramesReport::Precise{
      {1234.5, 2345.6, std::nullopt, 3456.7}, {std::nullopt, 0.75, std::nullopt, std::nullopt}, {}};
  return frames;
}

std::vector<GoldenFrameReport> twoGoldenFrames() {
  GoldenFrameReport best;
  best.frame = 1;
  best.time = 1 / 29.97;
  best.sharpness = 0.1 + 0.2;
  best.motion = 0.25;
  best.stable = false;
  best.quad = Quad{Point{100.1, 200.2}, Point{900.3, 210.4}, Point{890.5, 1700.6}, Point{-3.7, 1690.8}};
  best.quadScore = 0.875;
  best.itemSharpness = 84.25;
  best.artifact = "golden_01.png";
  best.rectifiedArtifact = "rectified_01.png";
  best.aligned = true;
  GoldenFrameReport second;
  second.frame = 3;
  second.time = 3 / 29.97;
  second.sharpness = 99;
  second.quadReason = "no closed outline";
  second.alignmentReason = "7 matches are too few";
  return {best, second};
}

DefectsReport defects() {
  RegionReport spine;
  spine.name = "spine";
  spine.percentage = 12.5;
  spine.areas = {{0, 1, 64, 1490}, {70, 2, 3, 4}};
  spine.artifacts = {{"crop", "region_spine_crop.png"}, {"mask", "region_spine_mask.png"}};
  RegionReport surface;
  surface.name = "surface";
  DefectsReport result;
  result.method = "relief";
  result.experimental = false;
  result.damageScore = 3.5;
  result.defectPercentage = 4.5;
  result.referenceFrame = 1;
  result.framesUsed = 2;
  result.regions = {spine, surface};
  return result;
}

/// Each numeric option a little off its default, within its range, windows odd.
Options unusualOptions() {
  Options options;
  options.profile = Profile::precise;
  options.itemType = ItemType::card;
  options.side = Side::back;
  visitNumericOptions(options, [](const OptionInfo& info, auto& value) {
    const auto step = static_cast<std::remove_reference_t<decltype(value)>>(info.whole ? 2 : 0.0078125);
    value = static_cast<double>(value + step) <= info.maximum ? value + step : value - step;
  });
  return options;
}

}  // namespace

Report minimalReport() {
  Report report;
  report.resultDigest = "sha256:" + std::string(64, '0');
  report.source.range = "limited";
  report.source.transfer = "sdr";
  report.source.codedWidth = report.source.width = 1;
  report.source.codedHeight = report.source.height = 1;
  report.frames.count = 1;
  report.frames.quickWidth = report.frames.quickHeight = 1;
  report.frames.time = {0};
  report.frames.lost = {0};
  for (auto* series : {&report.frames.sharpness, &report.frames.motion, &report.frames.meanLuma,
                       &report.frames.darkShare, &report.frames.brightShare, &report.frames.glareShare}) {
    *series = {std::nullopt};
  }
  return report;
}

Report fullReport() {
  Report report;
  report.stage = ReportStage::precheck;
  report.resultDigest = "sha256:" + std::string(32, '7') + std::string(32, 'e');
  report.scanId = "scan-0042";
  report.shot = "raking light";
  report.producer = "gradevault 0.1.0";
  report.source = phoneVideo();
  report.options = unusualOptions();
  report.engine = cpuAfterGpu();
  report.frames = fourFrames();
  report.goldenFrames = twoGoldenFrames();
  report.checks = {{"sharpness", CheckStatus::warn, 0.3, 60, "", {"frame 1"}, "Hold the phone still."},
                   {"glare", CheckStatus::not_available, {}, {}, "share", {"top left", "bottom"}, ""}};
  report.verdict = Verdict::usable;
  report.defects = defects();
  report.artifacts = {{"golden_01.png", "image/png", 3'456'789, std::string(64, 'a'), {}},
                      {"defect_mask.png", "image/png", 0, std::string(60, '1') + "bcde", {}}};
  report.timings = {{"open", 0.011}, {"scan", 1.25}};
  report.cost = CostReport{0.0021, "EUR", "0.30 an hour", {{"a GPU", 1.2}, {"cpu", 0.061}}, {}};
  report.agreement = {{"verdict", "good", "usable", false, {}, {}, {}},
                      {"checks.glare.value", {}, 0.25, false, {}, {}, {}},
                      {"goldenFrames", std::vector<int>{1, 2}, std::vector<int>{1, 3}, false, 2, {}, {}},
                      {"frames.motion", 0.5, 0.25, false, 0.75, 0.875, {}}};
  report.notes = {"HDR capture: the golden pictures are tone-mapped"};
  return report;
}

}  // namespace gradevault::testing
