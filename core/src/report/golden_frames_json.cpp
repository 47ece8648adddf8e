#include "report/groups.hpp"
#include "report/json_object.hpp"

namespace gradevault::report_json {
namespace {

Json write(const Quad& quad) {
  Json json = Json::array();
  for (const Point& corner : quad) json.push_back(Json::array({corner.x, corner.y}));
  return json;
}

Quad readQuad(const JsonValue& value) {
  std::vector<double> numbers;
  value.forEach(
      [&](const JsonValue& corner) {
        corner.forEach([&](const JsonValue& number) { numbers.push_back(number.number()); }, 2);
      },
      4);
  Quad quad{};
  if (numbers.size() < 2 * quad.size()) return quad;
  for (std::size_t i = 0; i < quad.size(); ++i) quad[i] = {numbers[2 * i], numbers[2 * i + 1]};
  return quad;
}

}  // namespace

Json write(const GoldenFrameReport& golden) {
  Json json = {{"frame", golden.frame}, {"time", golden.time}, {"sharpness", golden.sharpness}};
  json["motion"] = golden.motion ? Json(*golden.motion) : Json(nullptr);
  json["stable"] = golden.stable;
  json["quad"] = golden.quad ? write(*golden.quad) : Json(nullptr);
  if (golden.quadScore) json["quadScore"] = *golden.quadScore;
  if (!golden.quadReason.empty()) json["quadReason"] = golden.quadReason;
  if (golden.itemSharpness) json["itemSharpness"] = *golden.itemSharpness;
  json["artifact"] = golden.artifact.empty() ? Json(nullptr) : Json(golden.artifact);
  if (!golden.rectifiedArtifact.empty()) json["rectifiedArtifact"] = golden.rectifiedArtifact;
  json["aligned"] = golden.aligned;
  if (!golden.alignmentReason.empty()) json["alignmentReason"] = golden.alignmentReason;
  append(json, golden.unknown);
  return json;
}

GoldenFrameReport readGoldenFrame(const JsonValue& value) {
  JsonObject object(value);
  GoldenFrameReport golden;
  golden.frame = object.whole("frame", 0);
  golden.time = object.number("time", notNegative);
  golden.sharpness = object.number("sharpness", notNegative);
  golden.motion = object.numberOrNull("motion", notNegative);
  golden.stable = object.flag("stable");
  object.required("quad", [&](const JsonValue& quad) {
    if (!quad.json().is_null()) golden.quad = readQuad(quad);
  });
  object.optional("quadScore", [&](const JsonValue& score) { golden.quadScore = score.number(aShare); });
  golden.quadReason = object.optionalText("quadReason");
  object.optional("itemSharpness",
                  [&](const JsonValue& sharpness) { golden.itemSharpness = sharpness.number(notNegative); });
  object.required("artifact", [&](const JsonValue& file) {
    if (!file.json().is_null()) golden.artifact = readFileName(file);
  });
  object.optional("rectifiedArtifact",
                  [&](const JsonValue& file) { golden.rectifiedArtifact = readFileName(file); });
  golden.aligned = object.flag("aligned");
  golden.alignmentReason = object.optionalText("alignmentReason");
  golden.unknown = object.rest();
  return golden;
}

}  // namespace gradevault::report_json
