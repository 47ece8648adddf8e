#include "gradevault/worker/runner_job.hpp"

#include <exception>
#include <nlohmann/json.hpp>

namespace gradevault::worker {
namespace {

using Json = nlohmann::json;

Json limitsJson(const media::Limits& limits) {
  return {{"maxPixels", limits.maxPixels},   {"maxSide", limits.maxSide},
          {"maxFrames", limits.maxFrames},   {"maxDuration", limits.maxDuration},
          {"maxStreams", limits.maxStreams}, {"maxBytes", limits.maxBytes}};
}

media::Limits limitsFrom(const Json& json) {
  media::Limits limits;
  json.at("maxPixels").get_to(limits.maxPixels);
  json.at("maxSide").get_to(limits.maxSide);
  json.at("maxFrames").get_to(limits.maxFrames);
  json.at("maxDuration").get_to(limits.maxDuration);
  json.at("maxStreams").get_to(limits.maxStreams);
  json.at("maxBytes").get_to(limits.maxBytes);
  return limits;
}

Json fallbacksJson(const std::vector<EngineFallback>& fallbacks) {
  Json list = Json::array();
  for (const EngineFallback& fallback : fallbacks) {
    list.push_back({{"from", fallback.from},
                    {"to", fallback.to},
                    {"reason", fallback.reason},
                    {"device", fallback.device}});
  }
  return list;
}

std::vector<EngineFallback> fallbacksFrom(const Json& json) {
  std::vector<EngineFallback> fallbacks;
  for (const Json& entry : json) {
    EngineFallback& fallback = fallbacks.emplace_back();
    entry.at("from").get_to(fallback.from);
    entry.at("to").get_to(fallback.to);
    entry.at("reason").get_to(fallback.reason);
    entry.at("device").get_to(fallback.device);
  }
  return fallbacks;
}

RunnerJob jobFrom(const Json& json) {
  RunnerJob job;
  job.capture = json.at("capture").get<std::string>();
  job.out = json.at("out").get<std::string>();
  json.at("fileName").get_to(job.fileName);
  json.at("scanId").get_to(job.scanId);
  json.at("shot").get_to(job.shot);
  json.at("engine").get_to(job.engine);
  json.at("device").get_to(job.device);
  json.at("threads").get_to(job.threads);
  json.at("nvdec").get_to(job.nvdec);
  json.at("chosenBecause").get_to(job.chosenBecause);
  job.fallbacks = fallbacksFrom(json.at("fallbacks"));
  json.at("precheck").get_to(job.precheck);
  job.limits = limitsFrom(json.at("limits"));
  json.at("seconds").get_to(job.seconds);
  json.at("memory").get_to(job.memory);
  json.at("vcpus").get_to(job.prices.vcpus);
  json.at("hourly").get_to(job.prices.hourly);
  json.at("currency").get_to(job.prices.currency);
  json.at("workers").get_to(job.workers);
  return job;
}

}  // namespace

Result<std::string> toJson(const RunnerJob& job) {
  const auto options = gradevault::toJson(job.options, -1);
  if (!options.ok()) return options.error();
  const Json json{{"capture", job.capture.string()},
                  {"out", job.out.string()},
                  {"fileName", job.fileName},
                  {"scanId", job.scanId},
                  {"shot", job.shot},
                  {"options", *options},
                  {"engine", job.engine},
                  {"device", job.device},
                  {"threads", job.threads},
                  {"nvdec", job.nvdec},
                  {"chosenBecause", job.chosenBecause},
                  {"fallbacks", fallbacksJson(job.fallbacks)},
                  {"precheck", job.precheck},
                  {"limits", limitsJson(job.limits)},
                  {"seconds", job.seconds},
                  {"memory", job.memory},
                  {"vcpus", job.prices.vcpus},
                  {"hourly", job.prices.hourly},
                  {"currency", job.prices.currency},
                  {"workers", job.workers}};
  // Names come from clients and may be no UTF-8.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<RunnerJob> runnerJobFromJson(std::string_view text) {
  try {
    const Json json = Json::parse(text);
    RunnerJob job = jobFrom(json);
    auto options = optionsFromJson(json.at("options").get<std::string>());
    if (!options.ok()) return options.error();
    job.options = std::move(options).value();
    return job;
  } catch (const std::exception& error) {
    return Error{ErrorCode::unreadable_input, std::string("no job for a runner: ") + error.what()};
  }
}

}  // namespace gradevault::worker
