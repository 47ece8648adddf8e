#include "log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

#include "gradevault/jobs/wall_clock.hpp"

namespace gradevault::serve {
namespace {

using Json = nlohmann::ordered_json;

spdlog::level::level_enum of(Log::Level level) {
  switch (level) {
    case Log::Level::debug:
      return spdlog::level::debug;
    case Log::Level::info:
      return spdlog::level::info;
    case Log::Level::warning:
      return spdlog::level::warn;
    case Log::Level::error:
      break;
  }
  return spdlog::level::err;
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Facts may hold what clients sent: nothing of it ends a line or looks like another fact.
std::string shown(const Log::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* number = std::get_if<double>(&value)) return dump(Json(*number));
  const auto& text = std::get<std::string>(value);
  const bool plain = !text.empty() && text.find_first_not_of(
                                          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                          "0123456789-._:/{}") == std::string::npos;
  return plain ? text : dump(Json(text));
}

std::string asText(std::string_view event, const Log::Facts& facts) {
  std::string line(event);
  for (const auto& [name, value] : facts) line += " " + std::string(name) + "=" + shown(value);
  return line;
}

std::string asJson(Log::Level level, std::string_view event, const Log::Facts& facts) {
  const auto name = spdlog::level::to_string_view(of(level));
  Json line{{"time", jobs::rfc3339(jobs::SystemWallClock().now())},
            {"level", std::string(name.data(), name.size())},
            {"event", event}};
  for (const auto& [key, value] : facts)
    std::visit([&, key = key](const auto& held) { line[key] = held; }, value);
  return dump(line);
}

}  // namespace

Result<Log> Log::open(const settings::LogSettings& settings) {
  const auto level = spdlog::level::from_str(settings.level);
  if (level == spdlog::level::off)
    return Error{ErrorCode::invalid_argument,
                 "log-level: expected trace, debug, info, warning or error, not '" + settings.level + "'"};
  if (settings.format != "text" && settings.format != "json")
    return Error{ErrorCode::invalid_argument,
                 "log-format: expected text or json, not '" + settings.format + "'"};
  const bool json = settings.format == "json";
  auto logger =
      std::make_shared<spdlog::logger>("gradevault", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_level(level);
  logger->set_pattern(json ? "%v" : "%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
  logger->flush_on(spdlog::level::trace);
  return Log(std::move(logger), json);
}

void Log::write(Level level, std::string_view event, const Facts& facts) const {
  if (!logger_->should_log(of(level))) return;
  // A log that cannot be written (a full disk, a pipe without a reader) ends nothing; spdlog reports it
  // itself.
  logger_->log(of(level), "{}", json_ ? asJson(level, event, facts) : asText(event, facts));
}

}  // namespace gradevault::serve
