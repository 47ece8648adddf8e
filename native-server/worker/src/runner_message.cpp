#include "runner_message.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <nlohmann/json.hpp>

namespace gradevault::worker {
namespace {

using Json = nlohmann::json;

constexpr std::array allCodes{ErrorCode::invalid_argument, ErrorCode::unreadable_input,
                              ErrorCode::write_failed,     ErrorCode::cancelled,
                              ErrorCode::unsupported,      ErrorCode::internal};

/// A message has to fit; an error's words that long are of no use to anybody.
constexpr std::size_t longestText = 4000;

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json orNull(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}

double rounded(double value) {
  return std::round(value * 10) / 10;
}

}  // namespace

std::string toText(const RunnerMessage& message) {
  return dumped({{"type", message.type}, {"data", message.data}});
}

std::optional<RunnerMessage> runnerMessage(std::span<const std::byte> bytes) {
  try {
    const auto* text = reinterpret_cast<const char*>(bytes.data());
    const Json json = Json::parse(text, text + bytes.size());
    return RunnerMessage{json.at("type").get<std::string>(), json.at("data").get<std::string>()};
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

RunnerMessage endMessage(const RunnerEnd& end) {
  Json json{{"ok", !end.error}, {"ended", end.ended}};
  if (end.error) {
    json["code"] = name(end.error->code);
    json["message"] = end.error->message.substr(0, longestText);
  }
  return {"end", dumped(json)};
}

std::optional<RunnerEnd> runnerEnd(const RunnerMessage& message) {
  try {
    const Json json = Json::parse(message.data);
    RunnerEnd end;
    json.at("ended").get_to(end.ended);
    if (json.at("ok").get<bool>()) return end;
    const auto word = json.at("code").get<std::string>();
    const auto* code = std::ranges::find(allCodes, word, [](ErrorCode each) { return name(each); });
    end.error =
        Error{code == allCodes.end() ? ErrorCode::internal : *code, json.at("message").get<std::string>()};
    return end;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

RunnerMessage progressMessage(std::string_view stage, std::int64_t done, std::int64_t total,
                              double framesPerSecond) {
  Json json{{"stage", stage}};
  if (total > 0) {
    const auto part = static_cast<double>(std::min(done, total)) / static_cast<double>(total);
    json["percent"] = rounded(100 * part);
  }
  if (framesPerSecond > 0) json["framesPerSecond"] = rounded(framesPerSecond);
  return {"progress", dumped(json)};
}

RunnerMessage checkMessage(const Check& check) {
  return {"check", dumped({{"id", check.id},
                           {"status", name(check.status)},
                           {"value", orNull(check.value)},
                           {"threshold", orNull(check.threshold)},
                           {"unit", check.unit},
                           {"where", check.where},
                           {"hint", check.hint}})};
}

RunnerMessage goldenFrameMessage(const GoldenFrameFound& frame) {
  return {"golden_frame", dumped({{"index", frame.index},
                                  {"frame", frame.frame},
                                  {"time", frame.time},
                                  {"sharpness", frame.sharpness}})};
}

}  // namespace gradevault::worker
