#include <algorithm>
#include <set>

#include "report/groups.hpp"
#include "report/json_object.hpp"
#include "report/json_parser.hpp"
#include "report/json_text.hpp"
#include "report/option_words.hpp"
#include "report/schema_version.hpp"

namespace gradevault {
namespace report_json {
namespace {

constexpr std::array stages{ReportStage::precheck, ReportStage::full};
constexpr std::array verdicts{Verdict::good, Verdict::usable, Verdict::retake};

template <class Items>
Json writeList(const Items& items) {
  Json json = Json::array();
  for (const auto& item : items) json.push_back(write(item));
  return json;
}

Json writeChecks(const Report& report) {
  Json json = Json::array();
  for (const Check& check : report.checks) {
    const auto unknown = report.unknownInChecks.find(check.id);
    json.push_back(
        write(check, unknown == report.unknownInChecks.end() ? UnknownMembers{} : unknown->second));
  }
  return json;
}

void readChecks(const JsonValue& value, Report& report) {
  std::set<std::string> ids;
  value.forEach([&](const JsonValue& item) {
    UnknownMembers unknown;
    report.checks.push_back(readCheck(item, unknown));
    const std::string& id = report.checks.back().id;
    if (!ids.insert(id).second) item.refuse("a second check \"" + id + '"');
    if (!unknown.empty()) report.unknownInChecks.emplace(id, std::move(unknown));
  });
}

std::string readResultDigest(const JsonValue& value) {
  constexpr std::string_view prefix = "sha256:";
  std::string digest = value.text();
  const bool hex =
      std::all_of(digest.begin() + static_cast<std::ptrdiff_t>(std::min(prefix.size(), digest.size())),
                  digest.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (!digest.starts_with(prefix) || digest.size() != prefix.size() + 64 || !hex) {
    value.expected("\"sha256:\" and 64 lower-case hexadecimal digits");
  }
  return digest;
}

/// The long series come last, so that people who open the file see the verdict.
Json writeReport(const Report& report) {
  Json json = {{"schemaVersion", report.schemaVersion},
               {"stage", name(report.stage)},
               {"resultDigest", report.resultDigest},
               {"producer", report.producer}};
  if (!report.scanId.empty()) json["scanId"] = report.scanId;
  json["itemType"] = name(report.options.itemType);
  json["side"] = name(report.options.side);
  if (!report.shot.empty()) json["shot"] = report.shot;
  json["verdict"] = name(report.verdict);
  json["checks"] = writeChecks(report);
  json["notes"] = report.notes;
  if (report.defects) json["defects"] = write(*report.defects);
  json["goldenFrames"] = writeList(report.goldenFrames);
  json["artifacts"] = writeList(report.artifacts);
  json["source"] = write(report.source);
  json["engine"] = write(report.engine);
  json["timings"] = Json::object();
  for (const auto& [stage, seconds] : report.timings) json["timings"][stage] = seconds;
  if (report.cost) json["cost"] = write(*report.cost);
  if (!report.agreement.empty()) json["agreement"] = writeList(report.agreement);
  json["options"] = write(report.options);
  append(json["options"], report.unknownInOptions);
  if (report.precheck) json["precheck"] = writeReport(*report.precheck);
  append(json, report.unknown);
  json["frames"] = write(report.frames);
  return json;
}

Report readReport(const JsonValue& value) {
  JsonObject object(value);
  Report report;
  object.required("schemaVersion", [&](const JsonValue& v) { report.schemaVersion = readSchemaVersion(v); });
  report.stage = object.oneOf("stage", stages);
  object.required("resultDigest", [&](const JsonValue& v) { report.resultDigest = readResultDigest(v); });
  report.producer = object.text("producer");
  report.scanId = object.optionalText("scanId");
  report.options.itemType = object.oneOf("itemType", itemTypes);
  report.options.side = object.oneOf("side", sides);
  report.shot = object.optionalText("shot");
  report.verdict = object.oneOf("verdict", verdicts);
  object.required("checks", [&](const JsonValue& v) { readChecks(v, report); });
  report.notes = object.list<std::string>("notes", [](const JsonValue& v) { return v.text(); });
  object.optional("defects", [&](const JsonValue& v) { report.defects = readDefects(v); });
  report.goldenFrames = object.list<GoldenFrameReport>("goldenFrames", readGoldenFrame);
  report.artifacts = object.list<ArtifactReport>("artifacts", readArtifact);
  object.required("source", [&](const JsonValue& v) { report.source = readSource(v); });
  object.required("engine", [&](const JsonValue& v) { report.engine = readEngine(v); });
  object.required("timings", [&](const JsonValue& v) {
    v.forEachMember([&](const std::string& stage, const JsonValue& seconds) {
      report.timings.emplace(stage, seconds.number(notNegative));
    });
  });
  object.optional("cost", [&](const JsonValue& v) { report.cost = readCost(v); });
  object.optional("agreement", [&](const JsonValue& v) {
    v.forEach([&](const JsonValue& entry) { report.agreement.push_back(readAgreement(entry)); });
  });
  object.optional("precheck", [&](const JsonValue& v) {
    report.precheck = std::make_shared<const Report>(readReport(v));
  });
  object.required("options",
                  [&](const JsonValue& v) { report.unknownInOptions = readOptions(v, report.options); });
  object.required("frames", [&](const JsonValue& v) { report.frames = readFrames(v); });
  report.unknown = object.rest();
  return report;
}

}  // namespace
}  // namespace report_json

using namespace report_json;

Result<std::string> toJson(const Report& report, int indent) {
  const Json json = writeReport(report);
  Problem problem;
  (void)readReport(JsonValue(json, problem));
  if (!problem.message.empty())
    return Error{ErrorCode::internal, "the report cannot be written: " + problem.message};
  return jsonText(json, indent);
}

Result<Report> reportFromJson(std::string_view json) {
  const Result<Json> document = parseJson(json);
  if (!document) return Error{document.error().code, "report: " + document.error().message};
  Problem problem;
  Report report = readReport(JsonValue(*document, problem));
  if (!problem.message.empty()) return Error{ErrorCode::invalid_argument, "report: " + problem.message};
  return report;
}

}  // namespace gradevault
