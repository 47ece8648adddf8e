#include "analysis_request.hpp"

#include <algorithm>

#include "client_url.hpp"
#include "gradevault/report.hpp"

namespace gradevault::api {
namespace {

using nlohmann::json;

constexpr std::size_t longestWord = 200;

void expectVisitable(JsonFields& fields, std::string_view name, const std::string& url,
                     const Settings& settings) {
  if (url.empty()) return;
  if (const auto complaint = complaintAboutUrl(url, settings.reachable))
    fields.expect(false, name, *complaint);
}

void readCapturePlace(JsonFields& fields, CapturePlace place, const Settings& settings,
                      AnalysisRequest& request) {
  request.job.videoUrl = fields.text("videoUrl", longestUrl);
  request.uploadId = fields.text("uploadId", 64);
  const int named =
      static_cast<int>(!request.job.videoUrl.empty()) + static_cast<int>(!request.uploadId.empty());
  if (place == CapturePlace::attached)
    fields.expect(named == 0, request.uploadId.empty() ? "videoUrl" : "uploadId",
                  "expected nothing: the capture is the part \"file\"");
  else if (named != 1)
    fields.complain("", "expected either videoUrl or uploadId");
  expectVisitable(fields, "videoUrl", request.job.videoUrl, settings);
}

/// Of "options: /maxMotion: expected …", as the core's readers say it: the pointer in this request, and the
/// rest.
FieldError within(std::string_view field, std::string message) {
  const std::size_t what = message.find(": ");
  if (what != std::string::npos) message.erase(0, what + 2);
  FieldError error{"/" + std::string(field), message};
  const std::size_t place = message.find(": ");
  if (message.starts_with('/') && place != std::string::npos)
    error = {error.pointer + message.substr(0, place), message.substr(place + 2)};
  return error;
}

/// itemType and side may stand among the options or beside them, but not say two things.
void readOptions(JsonFields& fields, AnalysisRequest& request) {
  const std::string given = fields.object("options");
  json options = given.empty() ? json::object() : json::parse(given);
  for (const std::string_view name : {std::string_view("itemType"), std::string_view("side")}) {
    const std::string value = fields.text(name, longestWord);
    if (value.empty()) continue;
    const auto other = options.find(std::string(name));
    fields.expect(other == options.end() || *other == value, name, "options say something else");
    options[std::string(name)] = value;
  }
  const std::string text = options.dump();
  const auto read = optionsFromJson(text);
  if (!read.ok()) {
    FieldError error = within("options", read.error().message);
    for (const std::string_view name : {std::string_view("itemType"), std::string_view("side")})
      if (error.pointer == "/options/" + std::string(name) && given.find(name) == std::string::npos)
        error.pointer = "/" + std::string(name);
    fields.complain(error.pointer, error.message);
    return;
  }
  request.job.options = text;
}

void readPrecheck(JsonFields& fields, AnalysisRequest& request) {
  const std::string text = fields.object("precheck");
  if (text.empty()) return;
  const auto report = reportFromJson(text);
  if (!report.ok()) {
    const FieldError error = within("precheck", report.error().message);
    fields.complain(error.pointer, error.message);
    return;
  }
  if (report->stage != ReportStage::precheck)
    fields.complain("/precheck/stage", "expected \"precheck\": the report of a pre-check");
  request.job.precheck = text;
}

std::string oneOf(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return "expected one of " + text;
}

void readEngine(JsonFields& fields, const std::vector<std::string>& engines, AnalysisRequest& request) {
  const std::string engine = fields.text("engine", longestWord);
  if (engine.empty()) return;
  fields.expect(std::ranges::find(engines, engine) != engines.end(), "engine", oneOf(engines));
  request.job.engine = engine;
  if (engine != "auto")
    request.job.lane = engine == "cuda" || engine == "opencv-cuda" ? jobs::Lane::gpu : jobs::Lane::cpu;
}

}  // namespace

AnalysisRequest readAnalysisRequest(JsonFields& fields, CapturePlace place, const Settings& settings) {
  AnalysisRequest request;
  readCapturePlace(fields, place, settings, request);
  request.job.scanId = fields.text("scanId", longestWord);
  request.job.shot = fields.text("shot", longestWord);
  request.job.callbackUrl = fields.text("callbackUrl", longestUrl);
  expectVisitable(fields, "callbackUrl", request.job.callbackUrl, settings);
  const std::string tier = fields.text("tier", longestWord);
  if (!tier.empty()) {
    const auto known = jobs::tier(tier);
    fields.expect(known.has_value(), "tier", "expected one of premium, pro, standard, batch");
    request.job.tier = known.value_or(jobs::Tier::standard);
  }
  request.job.trusted = fields.flag("trusted");
  readEngine(fields, settings.engines, request);
  readOptions(fields, request);
  readPrecheck(fields, request);
  return request;
}

}  // namespace gradevault::api
