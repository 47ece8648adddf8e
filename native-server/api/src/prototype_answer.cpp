#include "prototype_answer.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gradevault/report.hpp"
#include "problems.hpp"
#include "routes.hpp"

namespace gradevault::api {
namespace {

using Json = nlohmann::ordered_json;

http::Reply answer(int status, const Json& body) {
  return json(status, body.dump(-1, ' ', false, Json::error_handler_t::replace));
}

/// A capture that nobody can use is the client's matter, the rest is ours.
int statusOf(const jobs::Job& job) {
  const std::string code = job.problem ? job.problem->code : "";
  if (job.state == jobs::JobState::cancelled) return 409;
  if (code == "unreadable_capture" || code == "capture_too_large" || code.starts_with("fetch_")) return 422;
  return 500;
}

http::Reply failure(const jobs::Job& job) {
  Json body{{"success", false}, {"scanId", job.request.scanId}};
  body["error"] = job.problem ? job.problem->detail : "the analysis is " + std::string(jobs::name(job.state));
  body["code"] = job.problem ? job.problem->code : std::string(jobs::name(job.state));
  return answer(statusOf(job), body);
}

}  // namespace

http::Reply prototypeAnswer(const jobs::Job& job, const SignPath& link) {
  if (job.state != jobs::JobState::done) return failure(job);
  const auto report = reportFromJson(job.report);
  if (!report.ok()) return failure(job);
  const auto url = [&](const std::string& name) { return link(artifactPath(job.id, name)); };
  Json frames = Json::array();
  Json times = Json::array();
  for (const GoldenFrameReport& golden : report->goldenFrames) {
    if (golden.artifact.empty()) continue;
    frames.push_back(url(golden.artifact));
    times.push_back(golden.time);
  }
  Json images = Json::object();
  for (const ArtifactReport& artifact : report->artifacts)
    if (artifact.mediaType.starts_with("image/"))
      images[artifact.name.substr(0, artifact.name.rfind('.'))] = url(artifact.name);
  Json regions = Json::object();
  if (report->defects)
    for (const RegionReport& region : report->defects->regions) regions[region.name] = region.percentage;
  Json analysis{{"damageScore", report->defects ? Json(report->defects->damageScore) : Json()},
                {"regionScores", regions},
                {"images", images}};
  return answer(200, {{"success", true},
                      {"scanId", job.request.scanId},
                      {"goldenFrames", frames},
                      {"frameTimestamps", times},
                      {"cvAnalysis", analysis},
                      {"analysisId", job.id},
                      {"verdict", name(report->verdict)}});
}

http::Reply prototypeProblem(const http::Reply& problem, const std::string& scanId) {
  const auto* text = std::get_if<std::string>(&problem.body);
  const Json details = text == nullptr ? Json() : Json::parse(*text, nullptr, false);
  Json body{{"success", false}, {"scanId", scanId}};
  const bool known = details.is_object() && details.contains("detail") && details.contains("code");
  body["error"] = known ? details["detail"] : Json("something went wrong");
  body["code"] = known ? details["code"] : Json("internal");
  http::Reply reply = answer(problem.status, body);
  for (const auto& header : problem.headers)
    if (header.first == "Retry-After" || header.first == "WWW-Authenticate") reply.headers.push_back(header);
  return reply;
}

std::string baseUrl(const std::string& publicUrl, const http::Call& call) {
  if (!publicUrl.empty()) return publicUrl;
  const std::string host = call.header("Host").value_or("");
  const bool good = !host.empty() && std::ranges::all_of(host, [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') ||
           std::string_view(".-:[]").find(letter) != std::string_view::npos;
  });
  return good ? (call.secure() ? "https://" : "http://") + host : "";
}

}  // namespace gradevault::api
