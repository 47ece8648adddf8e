#include "analysis_json.hpp"

#include <array>
#include <nlohmann/json.hpp>

#include "gradevault/jobs/wall_clock.hpp"

namespace gradevault::api {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string percentEncoded(const std::string& name) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (const char letter : name) {
    const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                       (letter >= '0' && letter <= '9') ||
                       std::string_view("-._~").find(letter) != std::string_view::npos;
    const auto byte = static_cast<unsigned char>(letter);
    if (plain)
      text += letter;
    else
      text += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  return text;
}

Json linksOf(const jobs::Job& job, const SignPath& sign) {
  const std::string self = analysisPath(job.id);
  return {{"self", self}, {"events", sign(self + "/events")}, {"artifacts", self + "/artifacts/{name}"}};
}

void putText(Json& json, const char* name, const std::string& text) {
  if (!text.empty()) json[name] = text;
}

Json summary(const jobs::Job& job, const SignPath& sign) {
  const jobs::JobRequest& request = job.request;
  Json json{{"id", job.id}, {"status", jobs::name(job.state)}};
  putText(json, "scanId", request.scanId);
  putText(json, "shot", request.shot);
  putText(json, "fileName", request.fileName);
  const Json options = Json::parse(request.options, nullptr, false);
  for (const char* name : {"itemType", "side"})
    if (options.is_object() && options.contains(name)) json[name] = options[name];
  json["tier"] = jobs::name(request.tier);
  json["engine"] = request.engine;
  json["created"] = jobs::rfc3339(job.created);
  if (job.started != 0) json["started"] = jobs::rfc3339(job.started);
  if (job.finished != 0) json["finished"] = jobs::rfc3339(job.finished);
  json["attempts"] = {
      {"claims", job.token}, {"errors", job.errors}, {"crashes", job.crashes}, {"losses", job.losses}};
  if (job.cancelRequested && !jobs::isFinal(job.state)) json["cancelRequested"] = true;
  putText(json, "verdict", job.verdict);
  if (job.problem) json["problem"] = {{"code", job.problem->code}, {"detail", job.problem->detail}};
  json["links"] = linksOf(job, sign);
  return json;
}

}  // namespace

std::string analysisPath(const std::string& id) {
  return "/v1/analyses/" + id;
}

std::string artifactPath(const std::string& id, const std::string& name) {
  return analysisPath(id) + "/artifacts/" + percentEncoded(name);
}

std::string acceptedJson(const jobs::Job& job, const SignPath& sign) {
  return dump({{"id", job.id}, {"status", jobs::name(job.state)}, {"links", linksOf(job, sign)}});
}

std::string analysisSummaryJson(const jobs::Job& job, const SignPath& sign) {
  return dump(summary(job, sign));
}

std::string analysisJson(const jobs::Job& job, const SignPath& sign) {
  Json json = summary(job, sign);
  if (job.state != jobs::JobState::done) return dump(json);
  json["artifacts"] = Json::array();
  for (const jobs::Artifact& artifact : job.artifacts)
    json["artifacts"].push_back({{"name", artifact.name},
                                 {"mediaType", artifact.mediaType},
                                 {"bytes", artifact.bytes},
                                 {"sha256", artifact.sha256},
                                 {"url", sign(artifactPath(job.id, artifact.name))}});
  std::string text = dump(json);
  if (job.report.empty()) return text;
  // The report goes out as it was written: every digit of its doubles counts.
  text.pop_back();
  return text + ",\"report\":" + job.report + "}";
}

}  // namespace gradevault::api
