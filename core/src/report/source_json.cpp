#include "report/groups.hpp"
#include "report/json_object.hpp"

namespace gradevault::report_json {
namespace {

constexpr std::array lumaSources{LumaSource::yuv, LumaSource::rgba};
constexpr std::array<std::string_view, 2> ranges{"limited", "full"};
constexpr std::array<std::string_view, 3> transfers{"sdr", "pq", "hlg"};

template <std::size_t N>
std::string word(JsonObject& object, std::string_view name, const std::array<std::string_view, N>& words) {
  std::string result;
  object.required(name, [&](const JsonValue& value) { result = words[value.choice(words)]; });
  return result;
}

int quarterTurn(const JsonValue& value) {
  const int degrees = value.wholeInt(0, 270);
  if (degrees % 90 != 0) value.expected("0, 90, 180 or 270");
  return degrees;
}

}  // namespace

Json write(const SourceReport& source) {
  Json json = {{"fileName", source.fileName},
               {"bytes", source.bytes},
               {"container", source.container},
               {"codec", source.codec},
               {"pixelFormat", source.pixelFormat},
               {"bitDepth", source.bitDepth},
               {"range", source.range},
               {"transfer", source.transfer},
               {"codedWidth", source.codedWidth},
               {"codedHeight", source.codedHeight},
               {"rotation", source.rotation},
               {"width", source.width},
               {"height", source.height}};
  if (source.frameRate) json["frameRate"] = *source.frameRate;
  json["duration"] = source.duration;
  json["variableFrameRate"] = source.variableFrameRate;
  json["lumaSource"] = name(source.lumaSource);
  append(json, source.unknown);
  return json;
}

SourceReport readSource(const JsonValue& value) {
  JsonObject object(value);
  SourceReport source;
  source.fileName = object.text("fileName");
  object.required("bytes", [&](const JsonValue& bytes) { source.bytes = bytes.whole(0, maxExactWhole); });
  source.container = object.text("container");
  source.codec = object.text("codec");
  source.pixelFormat = object.text("pixelFormat");
  source.bitDepth = object.whole("bitDepth", 1, 16);
  source.range = word(object, "range", ranges);
  source.transfer = word(object, "transfer", transfers);
  source.codedWidth = object.whole("codedWidth", 1);
  source.codedHeight = object.whole("codedHeight", 1);
  object.required("rotation", [&](const JsonValue& rotation) { source.rotation = quarterTurn(rotation); });
  source.width = object.whole("width", 1);
  source.height = object.whole("height", 1);
  object.optional("frameRate", [&](const JsonValue& rate) { source.frameRate = rate.number(notNegative); });
  source.duration = object.number("duration", notNegative);
  source.variableFrameRate = object.flag("variableFrameRate");
  source.lumaSource = object.oneOf("lumaSource", lumaSources);
  source.unknown = object.rest();
  return source;
}

}  // namespace gradevault::report_json
