#include "request_json.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace gradevault::module {
namespace {

using Json = nlohmann::json;

constexpr int mostThreads = 64;

/// Ends inside readStartRequest.
struct Refusal : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::string text(const Json& value, const std::string& name) {
  if (!value.is_string()) throw Refusal(name + " is to be a text");
  return value.get<std::string>();
}

std::int64_t whole(const Json& value, const std::string& name, std::int64_t least, std::int64_t most) {
  const bool fits = value.is_number() &&
                    value.get<double>() == static_cast<double>(value.get<std::int64_t>()) &&
                    value.get<std::int64_t>() >= least && value.get<std::int64_t>() <= most;
  if (!fits) {
    throw Refusal(name + " is to be a whole number from " + std::to_string(least) + " to " +
                  std::to_string(most));
  }
  return value.get<std::int64_t>();
}

SourceReport sourceOf(const Json& value) {
  constexpr std::int64_t mostBytes = std::int64_t{1} << 53;
  if (!value.is_object()) throw Refusal("source is to be an object");
  SourceReport source;
  for (const auto& [name, member] : value.items()) {
    if (name == "fileName") source.fileName = text(member, "source.fileName");
    if (name == "bytes") source.bytes = whole(member, "source.bytes", 0, mostBytes - 1);
    if (name == "container") source.container = text(member, "source.container");
    if (name == "codec") source.codec = text(member, "source.codec");
    if (name == "transfer") source.transfer = text(member, "source.transfer");
  }
  return source;
}

Options optionsOf(Json value) {
  if (!value.is_object()) throw Refusal("options is to be an object");
  if (!value.contains("profile")) value["profile"] = "quick";
  auto options = optionsFromJson(value.dump());
  if (!options.ok()) throw Refusal(options.error().message);
  return *options;
}

Rotation rotationOf(const Json& value) {
  const std::int64_t degrees = whole(value, "rotation", 0, 270);
  if (degrees % 90 != 0) throw Refusal("rotation is to be 0, 90, 180 or 270");
  return static_cast<Rotation>(degrees);
}

StartRequest read(const Json& json) {
  if (!json.is_object()) throw Refusal("the request is to be an object");
  StartRequest request;
  request.precheck.options.profile = Profile::quick;
  request.precheck.engineChosenBecause = "the browser's engine";
  for (const auto& [name, member] : json.items()) {
    if (name == "options") {
      request.precheck.options = optionsOf(member);
    } else if (name == "live") {
      if (!member.is_boolean()) throw Refusal("live is to be true or false");
      request.precheck.live = member.get<bool>();
    } else if (name == "source") {
      request.precheck.source = sourceOf(member);
    } else if (name == "rotation") {
      request.precheck.rotation = rotationOf(member);
    } else if (name == "scanId") {
      request.precheck.scanId = text(member, name);
    } else if (name == "shot") {
      request.precheck.shot = text(member, name);
    } else if (name == "threads") {
      request.threads = static_cast<int>(whole(member, name, 1, mostThreads));
    } else if (name == "engine") {
      request.engine = text(member, name);
      request.precheck.engineChosenBecause = "asked for";
    } else {
      throw Refusal("there is no '" + name + "' in a request");
    }
  }
  return request;
}

}  // namespace

Result<StartRequest> readStartRequest(std::string_view json) {
  try {
    return read(Json::parse(json));
  } catch (const Refusal& refusal) {
    return Error{ErrorCode::invalid_argument, refusal.what()};
  } catch (const Json::exception&) {
    return Error{ErrorCode::invalid_argument, "the request is not JSON"};
  }
}

}  // namespace gradevault::module
