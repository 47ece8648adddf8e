#include "worker_log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <nlohmann/json.hpp>

namespace gradevault::cli {
namespace {

using Level = worker::LogLine::Level;

spdlog::level::level_enum spdlogLevel(Level level) {
  switch (level) {
    case Level::info:
      return spdlog::level::info;
    case Level::warning:
      return spdlog::level::warn;
    case Level::error:
      break;
  }
  return spdlog::level::err;
}

std::string text(const worker::LogLine& line) {
  return line.job.empty() ? line.message : line.job + ' ' + line.message;
}

/// The pattern writes time and level around it.
std::string members(const std::string& worker, const worker::LogLine& line) {
  nlohmann::ordered_json json{{"worker", worker}};
  if (!line.job.empty()) json["job"] = line.job;
  json["message"] = line.message;
  const std::string object = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return object.substr(1, object.size() - 2);
}

}  // namespace

std::function<void(const worker::LogLine&)> workerLog(const std::string& worker, const std::string& level,
                                                      const std::string& format) {
  const auto logger =
      std::make_shared<spdlog::logger>(worker, std::make_shared<spdlog::sinks::stderr_sink_mt>());
  const bool json = format == "json";
  logger->set_pattern(
      json ? R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})" : "%Y-%m-%dT%H:%M:%S.%eZ %l %n %v",
      spdlog::pattern_time_type::utc);
  logger->set_level(spdlog::level::from_str(level));
  return [logger, worker, json](const worker::LogLine& line) {
    // Not as a format: a message may hold braces.
    logger->log(spdlogLevel(line.level), "{}", json ? members(worker, line) : text(line));
  };
}

}  // namespace gradevault::cli
