#include "gradevault/analyze/analyze.hpp"

#include "capture_source.hpp"
#include "engine_team.hpp"
#include "golden_frames.hpp"
#include "golden_proof.hpp"
#include "gradevault/artifacts/result_folder.hpp"
#include "gradevault/digest.hpp"
#include "gradevault/stopwatch.hpp"
#include "pictures.hpp"
#include "report_builder.hpp"
#include "result_page.hpp"
#include "scan_pass.hpp"

namespace gradevault::analyze {
namespace {

Error cancelledError() {
  return {ErrorCode::cancelled, "stopped; nothing was written"};
}

Result<DefectMaps> mapDefects(EngineRelay& engine, std::span<const AlignedFrame> frames,
                              const Options& options, const Services& services) {
  const auto map = [&] {
    return engine.engine().edgeDefectMaps(frames, options, services.executor, services.trace);
  };
  auto maps = map();
  while (!maps.ok()) {
    if (auto status = engine.takeOver(maps.error(), std::nullopt); !status.ok()) return status.error();
    maps = map();
  }
  return maps;
}

/// What there is to know of a capture before its golden frames are rectified.
struct Viewing {
  ScanPass pass;
  Selection selection;
  GoldenFrames golden;
};

Result<Viewing> view(const CaptureSource& source, EngineTeam& team, const Request& request,
                     const Services& services, std::map<std::string, double>& timings) {
  const Options& options = request.options;
  Viewing viewing;
  auto pass = scanCapture(source.reader(), team, options, services, timings);
  if (!pass.ok()) return pass.error();
  viewing.pass = std::move(pass).value();
  if (viewing.pass.frames.empty()) {
    return Error{
        ErrorCode::unreadable_input,
        request.capture.string() + ": not one picture of the video could be decoded; record it again"};
  }
  if (source.onDevice() && viewing.pass.brokenPackets > 0) {
    return Error{ErrorCode::internal, "NVDEC gave no picture for " +
                                          std::to_string(viewing.pass.brokenPackets) +
                                          " packets, which only the CPU's decoder explains"};
  }
  services.progress.update(Stage::select, 0, 1);
  viewing.selection = selectGoldenFrames(viewing.pass.frames, viewing.pass.quickCoded, options);
  auto golden = readGoldenFrames(source.reader(), viewing.selection.frames, options, services, timings);
  if (!golden.ok()) return golden.error();
  viewing.golden = std::move(golden).value();
  if (!source.onDevice()) return viewing;
  const Stopwatch watch(services.clock, timings, "goldenProof");
  auto proved = provePictures(viewing.golden, viewing.pass, team.lead().engine(), options, services.executor);
  if (!proved.ok()) return proved.error();
  return viewing;
}

}  // namespace

Result<Report> analyze(const Request& request, const Services& services) {
  if (auto status = validate(request.options); !status.ok()) return status.error();
  auto team = EngineTeam::start(services.engines, request.engine, request.isa, request.devices);
  if (!team.ok()) return team.error();
  const Options& options = request.options;

  std::map<std::string, double> timings;
  const double start = services.clock.seconds();
  services.progress.update(Stage::open, 0, 1);
  auto source = CaptureSource::open(request, *team, services);
  if (!source.ok()) return source.error();
  auto folder = artifacts::ResultFolder::prepare(request.out);
  if (!folder.ok()) return folder.error();

  auto viewing = view(*source, *team, request, services, timings);
  if (!viewing.ok()) {
    if (auto status = source->takeOver(viewing.error()); !status.ok()) return status.error();
    viewing = view(*source, *team, request, services, timings);
    if (!viewing.ok()) return viewing.error();
  }
  auto& [pass, selection, golden] = *viewing;
  const media::VideoFacts& facts = source->reader().facts();
  if (services.progress.cancelled()) return cancelledError();
  for (std::size_t i = 0; i < golden.frames.size(); ++i) {
    const auto& record = pass.frames[static_cast<std::size_t>(golden.frames[i].frame)];
    services.progress.goldenFrame(
        {static_cast<int>(i), golden.frames[i].frame, record.time, record.scan->quick.sharpness});
  }
  const CaptureFindings capture{facts.coded, facts.rotation,     pass.quickCoded, pass.frames,
                                pass.times,  pass.brokenPackets, selection,       golden.pictures()};
  const std::vector<Check> checks = checkCapture(capture, options);
  for (const Check& check : checks) services.progress.check(check);
  rectifyAll(golden, options, services, timings);

  std::optional<DefectFindings> defects;
  if (options.profile == Profile::precise && !golden.frames.empty()) {
    alignAll(golden, options, services, timings);
    if (services.progress.cancelled()) return cancelledError();
    const Stopwatch watch(services.clock, timings, "defects");
    services.progress.update(Stage::defects, 0, 1);
    auto maps = mapDefects(team->lead(), alignedFrames(golden), options, services);
    if (!maps.ok()) return maps.error();
    const Size size = maps->mask.size();
    defects = DefectFindings{std::move(maps).value(), itemRegions(size, options.itemType, options.side)};
  }

  const Findings findings{facts, capture, golden, defects, checks};
  Report report = buildReport(request, findings);
  report.engine = team->report();
  source->describe(report.engine);
  {
    const Stopwatch watch(services.clock, timings, "pictures");
    auto pictures = writePictures(*folder, golden, defects, services);
    if (!pictures.ok()) return pictures.error();
    report.artifacts = std::move(pictures).value();
  }
  timings["total"] = services.clock.seconds() - start;
  report.timings = timings;
  report.resultDigest = resultDigest(report, pixelDigests(findings));
  if (services.complete) services.complete(report);

  const std::string page = resultPage(report);
  auto pageArtifact = folder->write("index.html", "text/html", std::as_bytes(std::span(page)));
  if (!pageArtifact.ok()) return pageArtifact.error();
  report.artifacts.push_back(std::move(pageArtifact).value());
  const auto json = toJson(report);
  if (!json.ok()) return json.error();
  auto written = folder->write("report.json", "application/json", std::as_bytes(std::span(*json)));
  if (!written.ok()) return written.error();
  if (services.progress.cancelled()) return cancelledError();
  if (auto status = folder->commit(); !status.ok()) return status.error();
  return report;
}

}  // namespace gradevault::analyze
