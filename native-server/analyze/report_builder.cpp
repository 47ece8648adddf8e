#include "report_builder.hpp"

#include "gradevault/digest.hpp"

namespace gradevault::analyze {
namespace {

std::string_view name(media::Transfer transfer) {
  switch (transfer) {
    case media::Transfer::pq:
      return "pq";
    case media::Transfer::hlg:
      return "hlg";
    case media::Transfer::sdr:
      break;
  }
  return "sdr";
}

SourceReport fileReport(const Request& request, const media::VideoFacts& facts) {
  SourceReport source;
  source.fileName = request.capture.filename().string();
  source.bytes = facts.bytes;
  source.container = facts.container;
  source.codec = facts.codec;
  source.pixelFormat = facts.pixelFormat;
  source.bitDepth = facts.bitDepth;
  source.range = facts.range == LumaRange::full ? "full" : "limited";
  source.transfer = name(facts.transfer);
  return source;
}

std::vector<GoldenFrameReport> goldenWithPictures(const Findings& findings) {
  std::vector<GoldenFrameReport> reports = goldenReports(findings.capture);
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const GoldenFrame& golden = findings.golden.frames[i];
    reports[i].artifact = pictureName("golden", i);
    if (golden.item.quad) reports[i].rectifiedArtifact = pictureName("rectified", i);
    reports[i].aligned = golden.aligned.alignment.ok;
    reports[i].alignmentReason = golden.aligned.alignment.reason;
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
    for (const char* kind : {"crop", "mask", "overlay"})
      entry.artifacts[kind] = regionPictureName(region.name, kind);
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
  for (std::string& note : notesOnFrames(findings.capture)) notes.push_back(std::move(note));
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
  report.source = sourceReport(fileReport(request, findings.facts), findings.capture);
  report.frames = framesReport(findings.capture, request.options.profile);
  report.goldenFrames = goldenWithPictures(findings);
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
