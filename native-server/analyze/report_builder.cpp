#include "report_builder.hpp"

#include <algorithm>

#include "gradevault/digest.hpp"
#include "gradevault/rotation.hpp"

namespace gradevault::analyze {
namespace {

std::string_view name(media::Transfer transfer) {
  switch (transfer) {
    case media::Transfer::pq: return "pq";
    case media::Transfer::hlg: return "hlg";
    case media::Transfer::sdr: break;
  }
  return "sdr";
}

SourceReport sourceReport(const Request& request, const Findings& findings) {
  const media::VideoFacts& facts = findings.facts;
  const FrameTimes& times = findings.pass.times;
  const Size upright = rotated(facts.coded, facts.rotation);
  SourceReport source;
  source.fileName = request.capture.filename().string();
  source.bytes = facts.bytes;
  source.container = facts.container;
  source.codec = facts.codec;
  source.pixelFormat = facts.pixelFormat;
  source.bitDepth = facts.bitDepth;
  source.range = facts.range == LumaRange::full ? "full" : "limited";
  source.transfer = name(facts.transfer);
  source.codedWidth = facts.coded.width;
  source.codedHeight = facts.coded.height;
  source.rotation = static_cast<int>(facts.rotation);
  source.width = upright.width;
  source.height = upright.height;
  if (times.frameRate > 0) source.frameRate = times.frameRate;
  source.duration = times.seconds.empty() ? 0 : times.seconds.back();
  source.variableFrameRate = times.variable;
  return source;
}

FramesReport framesReport(const Findings& findings, Profile profile) {
  const auto& records = findings.pass.frames;
  const Size quick = rotated(findings.pass.quickCoded, findings.facts.rotation);
  FramesReport frames;
  frames.count = static_cast<int>(records.size());
  frames.quickWidth = quick.width;
  frames.quickHeight = quick.height;
  frames.brokenPackets = findings.pass.brokenPackets;
  if (profile == Profile::precise) frames.precise.emplace();
  for (std::size_t i = 0; i < records.size(); ++i) {
    const FrameRecord& record = records[i];
    const auto* sample = record.scan ? &record.scan->quick : nullptr;
    const auto value = [&](double QuickSample::* member) {
      return sample != nullptr ? std::optional(sample->*member) : std::nullopt;
    };
    frames.time.push_back(record.time);
    if (record.lost) frames.lost.push_back(static_cast<int>(i));
    frames.sharpness.push_back(value(&QuickSample::sharpness));
    frames.motion.push_back(sample != nullptr ? sample->motion : std::nullopt);
    frames.meanLuma.push_back(value(&QuickSample::meanLuma));
    frames.darkShare.push_back(value(&QuickSample::darkShare));
    frames.brightShare.push_back(value(&QuickSample::brightShare));
    frames.glareShare.push_back(sample != nullptr ? std::optional(sample->glare.share) : std::nullopt);
    if (!frames.precise) continue;
    const bool there = record.scan && record.scan->precise;
    frames.precise->sharpness.push_back(there ? std::optional(record.scan->precise->sharpness) : std::nullopt);
    frames.precise->motion.push_back(there ? record.scan->precise->motion : std::nullopt);
  }
  return frames;
}

std::vector<GoldenFrameReport> goldenReports(const Findings& findings) {
  std::vector<GoldenFrameReport> reports;
  for (std::size_t i = 0; i < findings.golden.frames.size(); ++i) {
    const GoldenFrame& golden = findings.golden.frames[i];
    const FrameRecord& record = findings.pass.frames[static_cast<std::size_t>(golden.frame)];
    GoldenFrameReport report;
    report.frame = golden.frame;
    report.time = record.time;
    report.sharpness = record.scan->quick.sharpness;
    report.motion = record.scan->quick.motion;
    report.stable = findings.selection.stable;
    report.quad = golden.item.quad;
    if (golden.item.quad) report.quadScore = golden.item.score;
    report.quadReason = golden.item.reason;
    report.itemSharpness = golden.itemSharpness;
    report.artifact = pictureName("golden", i);
    if (golden.item.quad) report.rectifiedArtifact = pictureName("rectified", i);
    report.aligned = golden.aligned.alignment.ok;
    report.alignmentReason = golden.aligned.alignment.reason;
    reports.push_back(std::move(report));
  }
  return reports;
}

DefectsReport defectsReport(const Findings& findings) {
  const DefectMaps& maps = findings.defects->maps;
  DefectsReport report;
  report.defectPercentage = maps.defectPercentage;
  report.damageScore = maps.defectPercentage;
  report.referenceFrame = findings.golden.frames[findings.golden.reference].frame;
  report.framesUsed = static_cast<int>(alignedFrames(findings.golden).size());
  for (const Region& region : findings.defects->regions) {
    RegionReport entry;
    entry.name = region.name;
    entry.percentage = regionPercentage(region, maps);
    entry.areas = region.areas;
    for (const char* kind : {"crop", "mask", "overlay"}) entry.artifacts[kind] = regionPictureName(region.name, kind);
    report.regions.push_back(std::move(entry));
  }
  return report;
}

std::vector<std::string> notes(const Findings& findings) {
  std::vector<std::string> notes;
  if (findings.facts.transfer != media::Transfer::sdr) {
    notes.push_back("HDR capture (" + std::string(name(findings.facts.transfer)) +
                    "): brightness is measured on the coded values; the pictures are tone-mapped");
  }
  const auto lost = std::count_if(findings.pass.frames.begin(), findings.pass.frames.end(),
                                  [](const FrameRecord& record) { return record.lost; });
  if (lost > 0) notes.push_back(std::to_string(lost) + " damaged frame(s) were not analysed");
  if (findings.pass.brokenPackets > 0) {
    notes.push_back(std::to_string(findings.pass.brokenPackets) + " broken packet(s) gave no picture");
  }
  if (!findings.selection.stable && !findings.selection.frames.empty()) {
    notes.push_back("no frame was still: the sharpest one was taken");
  }
  if (findings.defects) notes.push_back("defect method 'edges' is experimental: printed ink has edges too");
  return notes;
}

}  // namespace

Report buildReport(const Request& request, const Findings& findings) {
  Report report;
  report.producer = "gradevault " GRADEVAULT_VERSION;
  report.scanId = request.scanId;
  report.shot = request.shot;
  report.options = request.options;
  report.source = sourceReport(request, findings);
  report.frames = framesReport(findings, request.options.profile);
  report.goldenFrames = goldenReports(findings);
  report.checks = findings.checks;
  report.verdict = verdictOf(findings.checks);
  if (findings.defects) report.defects = defectsReport(findings);
  report.notes = notes(findings);
  return report;
}

std::map<std::string, std::string> pixelDigests(const Findings& findings) {
  std::map<std::string, std::string> digests;
  for (std::size_t i = 0; i < findings.golden.frames.size(); ++i) {
    const GoldenFrame& golden = findings.golden.frames[i];
    digests[pictureName("golden", i)] = pixelDigest(golden.rgb.view());
    if (golden.item.quad) digests[pictureName("rectified", i)] = pixelDigest(golden.rectified.rgb.view());
    if (golden.aligned.alignment.ok && i != findings.golden.reference) {
      digests[pictureName("aligned", i)] = pixelDigest(golden.aligned.frame.luma.view());
    }
  }
  if (findings.defects) {
    digests["defect_mask.png"] = pixelDigest(findings.defects->maps.mask.view());
    digests["defect_score.png"] = pixelDigest(findings.defects->maps.score.view());
  }
  return digests;
}

}  // namespace gradevault::analyze
