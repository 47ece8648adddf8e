#include "broken_reports.hpp"

#include <regex>
#include <utility>

namespace gradevault::testing {
namespace {

using Json = nlohmann::ordered_json;

void collect(const Json& json, const std::string& pointer, std::vector<std::string>& pointers) {
  pointers.push_back(pointer);
  if (json.is_object()) {
    for (const auto& [name, value] : json.items()) collect(value, pointer + '/' + name, pointers);
  } else if (json.is_array()) {
    for (std::size_t i = 0; i < json.size(); ++i)
      collect(json[i], pointer + '/' + std::to_string(i), pointers);
  }
}

Json ofAnotherType(const Json& json) {
  if (json.is_object()) return Json::array();
  if (json.is_array()) return Json::object();
  if (json.is_null()) return false;
  return json.is_string() ? Json(7.25) : Json("a text");
}

BrokenReport changed(const Json& report, const std::string& pointer, const Json& value) {
  BrokenReport broken{pointer, pointer + " is " + value.dump(), report};
  broken.json[Json::json_pointer(pointer)] = value;
  return broken;
}

}  // namespace

std::vector<std::string> pointersOf(const Json& json) {
  std::vector<std::string> pointers;
  collect(json, "", pointers);
  return pointers;
}

bool mayBeAbsent(const std::string& pointer) {
  static const std::regex optional(
      "/(scanId|shot|defects|agreement|agreement/[^/]+/(difference|equalShare)|cost|cost/seconds|cost/"
      "seconds/.*|frames/precise|source/frameRate)"
      "|/engine/devices|/engine/fallbacks/[^/]+/(frame|device)"
      "|/goldenFrames/[^/]+/(quadScore|quadReason|itemSharpness|rectifiedArtifact|alignmentReason)"
      "|/(options|timings)/.*"
      "|/defects/regions/[^/]+/artifacts/.*");
  return std::regex_match(pointer, optional);
}

std::vector<BrokenReport> withEachTypeWrong(const Json& report) {
  std::vector<BrokenReport> broken;
  static const std::regex ofSeveralTypes("/agreement/[^/]+/(precheck|full)");
  for (const std::string& pointer : pointersOf(report)) {
    broken.push_back(changed(report, pointer,
                             std::regex_match(pointer, ofSeveralTypes)
                                 ? Json(false)
                                 : ofAnotherType(report[Json::json_pointer(pointer)])));
  }
  return broken;
}

std::vector<BrokenReport> withEachMemberMissing(const Json& report) {
  std::vector<BrokenReport> broken;
  for (const std::string& text : pointersOf(report)) {
    const Json::json_pointer pointer(text);
    if (pointer.empty() || mayBeAbsent(text)) continue;
    BrokenReport missing{text, text + " is missing", report};
    Json& parent = missing.json[pointer.parent_pointer()];
    if (!parent.is_object()) continue;
    parent.erase(pointer.back());
    broken.push_back(std::move(missing));
  }
  return broken;
}

std::vector<BrokenReport> withValuesOutOfPlace(const Json& report) {
  const std::vector<std::pair<std::string, Json>> values{
      {"/schemaVersion", "2.0"},
      {"/schemaVersion", "0.9"},
      {"/schemaVersion", "1"},
      {"/schemaVersion", "1.00"},
      {"/schemaVersion", "1.-1"},
      {"/schemaVersion", "1.0.0"},
      {"/stage", "half"},
      {"/resultDigest", ""},
      {"/resultDigest", "sha256:" + std::string(63, '0')},
      {"/resultDigest", "sha256:" + std::string(64, 'A')},
      {"/resultDigest", "sha512:" + std::string(64, '0')},
      {"/itemType", "coin"},
      {"/side", "Front"},
      {"/verdict", "great"},
      {"/verdict", nullptr},
      {"/checks/0/status", "not available"},
      {"/checks/0/where", nullptr},
      {"/source/bytes", -1},
      {"/source/bytes", 0.5},
      {"/source/bytes", 9007199254740992},
      {"/source/bitDepth", 0},
      {"/source/bitDepth", 17},
      {"/source/range", "unspecified"},
      {"/source/transfer", ""},
      {"/source/rotation", 45},
      {"/source/rotation", 360},
      {"/source/rotation", -90},
      {"/source/width", 0},
      {"/source/height", 2147483648},
      {"/source/frameRate", -1},
      {"/source/frameRate", nullptr},
      {"/source/duration", -0.001},
      {"/source/lumaSource", "rgb"},
      {"/engine/fallbacks/0/frame", -1},
      {"/engine/devices/0/frames", -1},
      {"/engine/fallbacks/0/frame", nullptr},
      {"/frames/count", -1},
      {"/frames/count", 3.5},
      {"/frames/lost/0", -1},
      {"/frames/time/1", -1e-9},
      {"/frames/time/1", nullptr},
      {"/frames/sharpness/1", -1e-300},
      {"/frames/motion/1", -1},
      {"/frames/meanLuma/0", 255.1},
      {"/frames/darkShare/0", 1.01},
      {"/frames/brightShare/0", 2},
      {"/frames/glareShare/0", -1},
      {"/frames/precise", nullptr},
      {"/frames/precise/motion/1", -1},
      {"/goldenFrames/0/frame", -1},
      {"/goldenFrames/0/sharpness", nullptr},
      {"/goldenFrames/0/quad", Json::array({Json::array({1, 2}), Json::array({3, 4}), Json::array({5, 6})})},
      {"/goldenFrames/0/quad/2", Json::array({1, 2, 3})},
      {"/goldenFrames/0/quad/2", Json::array({1})},
      {"/goldenFrames/0/quad/2/1", nullptr},
      {"/goldenFrames/0/quadScore", 1.5},
      {"/goldenFrames/0/itemSharpness", -1},
      {"/goldenFrames/0/itemSharpness", nullptr},
      {"/goldenFrames/0/artifact", ""},
      {"/goldenFrames/0/artifact", "../golden_01.png"},
      {"/goldenFrames/0/rectifiedArtifact", nullptr},
      {"/defects", nullptr},
      {"/defects/damageScore", -1},
      {"/defects/defectPercentage", 100.5},
      {"/defects/framesUsed", 0},
      {"/defects/regions/0/percentage", -1},
      {"/defects/regions/0/areas/0", Json::array({1, 2, 3})},
      {"/defects/regions/0/areas/0/1", 0.5},
      {"/defects/regions/0/areas/0/2", -4},
      {"/defects/regions/0/artifacts/crop", "a\\b"},
      {"/artifacts/0/name", ".."},
      {"/artifacts/0/name", "."},
      {"/artifacts/0/name", "/etc/passwd"},
      {"/artifacts/0/name", "a\nb"},
      {"/artifacts/0/bytes", -1},
      {"/artifacts/0/sha256", std::string(64, 'G')},
      {"/artifacts/0/sha256", std::string(65, 'a')},
      {"/timings/scan", -0.1},
      {"/cost", nullptr},
      {"/cost/amount", -1},
      {"/cost/seconds/cpu", -1},
      {"/cost/seconds/cpu", nullptr},
      {"/agreement", nullptr},
      {"/agreement/0/agrees", nullptr},
      {"/agreement/2/full/1", -1},
      {"/agreement/2/full/1", 1.5},
      {"/agreement/3/difference", nullptr},
      {"/agreement/3/equalShare", 1.5},
      {"/options/profile", "fast"},
      {"/options/quickLongSide", 63},
      {"/options/quickLongSide", 4097},
      {"/options/quickLongSide", 640.5},
      {"/options/flowWindow", 16},
      {"/options/glareBlobShare", 1.5},
      {"/options/maskSigma", -10.5},
      {"/options/failTilt", nullptr},
  };
  std::vector<BrokenReport> broken;
  for (const auto& [pointer, value] : values) broken.push_back(changed(report, pointer, value));
  return broken;
}

}  // namespace gradevault::testing
