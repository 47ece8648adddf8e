#include "precheck/conclusion.hpp"

#include "executor/throwing_tasks.hpp"
#include "gradevault/capture_findings.hpp"
#include "gradevault/digest.hpp"
#include "gradevault/luma.hpp"
#include "gradevault/stopwatch.hpp"

namespace gradevault::precheck {
namespace {

/// What the full analysis keeps as pictures: the golden frames and the item in them, rectified. One at a time
/// and thread, because nobody looks at them afterwards.
std::map<std::string, std::string> pixelDigests(const std::vector<const GoldenPicture*>& golden,
                                                const Options& options, Executor& executor) {
  std::map<std::string, std::string> digests;
  if (golden.empty()) return digests;
  const GoldenPicture& reference = *golden[referenceOf(golden)];
  std::vector<std::string> whole(golden.size());
  std::vector<std::string> items(golden.size());
  runThrowing(executor, static_cast<int>(golden.size()), [&](int index) {
    const auto i = static_cast<std::size_t>(index);
    whole[i] = pixelDigest(golden[i]->rgb.view());
    if (golden[i]->item.quad) items[i] = pixelDigest(rectified(*golden[i], reference, options).rgb.view());
  });
  for (std::size_t i = 0; i < golden.size(); ++i) {
    digests[pictureName("golden", i)] = whole[i];
    if (!items[i].empty()) digests[pictureName("rectified", i)] = items[i];
  }
  return digests;
}

EngineReport engineReport(const EngineInfo& info, const std::string& because) {
  EngineReport report;
  report.name = info.name;
  report.device = info.device;
  report.isa = info.isa;
  report.detail = info.detail;
  report.chosenBecause = because;
  return report;
}

}  // namespace

GoldenPicture goldenOf(int frame, const DecodedPicture& picture, const PrecheckRequest& request) {
  GrayImage luma(picture.size.width, picture.size.height);
  lumaOf(picture, luma.view());
  return uprightGolden(frame, std::move(luma), rgbOf(picture), request.rotation,
                       request.options.quickLongSide);
}

Result<RgbImage> shownGolden(const std::vector<GoldenPicture>& golden, std::size_t index, int longSide) {
  if (index >= golden.size()) {
    return Error{ErrorCode::invalid_argument, "there is no golden frame " + std::to_string(index) +
                                                  ": the report has " + std::to_string(golden.size()) +
                                                  ", counted from 0"};
  }
  if (longSide < 1) return Error{ErrorCode::invalid_argument, "a picture's long side is at least 1 px"};
  const RgbView picture = golden[index].rgb.view();
  return averagedRgb(picture, quickFactor(picture.size(), longSide));
}

Report conclude(const Conclusion& conclusion, Executor& executor, const Clock& clock,
                std::map<std::string, double>& timings) {
  const PrecheckRequest& request = conclusion.request;
  const FrameIntake& intake = conclusion.intake;
  std::vector<GoldenPicture*> golden;
  for (GoldenPicture& picture : conclusion.golden) golden.push_back(&picture);
  if (!golden.empty()) {
    const Stopwatch watch(clock, timings, "item");
    findItem(golden, request.options, executor);
  }
  const CaptureFindings findings{intake.coded(),       request.rotation,
                                 intake.quickCoded(),  conclusion.records,
                                 conclusion.times,     0,
                                 conclusion.selection, {golden.begin(), golden.end()}};
  Report report;
  report.stage = ReportStage::precheck;
  report.producer = request.producer;
  report.scanId = request.scanId;
  report.shot = request.shot;
  report.options = request.options;
  report.source = sourceReport(intake.describe(request.source), findings);
  report.engine = engineReport(conclusion.engine, request.engineChosenBecause);
  report.frames = framesReport(findings, request.options.profile);
  report.goldenFrames = goldenReports(findings);
  report.checks = checkCapture(findings, request.options);
  report.verdict = verdictOf(report.checks);
  if (report.source.transfer != "sdr") {
    report.notes.push_back("HDR capture (" + report.source.transfer +
                           "): brightness is measured on the coded values");
  }
  if (std::string note = intake.noteOnLuma(); !note.empty()) report.notes.push_back(std::move(note));
  for (std::string& note : notesOnFrames(findings)) report.notes.push_back(std::move(note));
  const Stopwatch watch(clock, timings, "digest");
  report.resultDigest = resultDigest(report, pixelDigests(findings.golden, request.options, executor));
  return report;
}

}  // namespace gradevault::precheck
