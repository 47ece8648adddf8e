#include "changed_reports.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "broken_reports.hpp"
#include "sample_reports.hpp"

namespace gradevault::testing {
namespace {

using Json = nlohmann::ordered_json;

/// Other values for the place of this one; the first that is valid there is taken.
std::vector<Json> candidates(const Json& value) {
  if (value.is_boolean()) return {!value.get<bool>()};
  if (value.is_null())
    return {
        0.5, "golden_99.png",
        Json::array({Json::array({1, 2}), Json::array({3, 4}), Json::array({5, 6}), Json::array({7, 8})})};
  if (value.is_number()) {
    const double number = value.get<double>();
    return {number + 1, number - 1, number + 2, number - 2, number / 2, number + 0.5, number + 90};
  }
  const std::string digits = std::string(63, '0') + '1';
  return {"sha256:" + digits,
          digits,
          "1.1",
          "full",
          "comic",
          "front",
          "good",
          "retake",
          "ok",
          "sdr",
          "yuv",
          "quick",
          value.get<std::string>() + " too"};
}

bool takesAnyText(const Json& document, const std::string& pointer) {
  Json changed = document;
  changed[Json::json_pointer(pointer)] = "any text";
  return reportFromJson(changed.dump()).ok();
}

Report changedAt(const Json& document, const std::string& pointer) {
  const Json& value = document[Json::json_pointer(pointer)];
  const bool text = value.is_string() && takesAnyText(document, pointer);
  for (const Json& candidate :
       text ? std::vector<Json>{value.get<std::string>() + " too"} : candidates(value)) {
    Json changed = document;
    changed[Json::json_pointer(pointer)] = candidate;
    if (Result<Report> report = reportFromJson(changed.dump()); report.ok()) return std::move(report).value();
  }
  ADD_FAILURE() << "no other valid value found for " << pointer;
  return fullReport();
}

}  // namespace

std::vector<ChangedReport> withEachValueChanged() {
  const Json document = Json::parse(*toJson(fullReport()));
  std::vector<ChangedReport> changed;
  for (const std::string& pointer : pointersOf(document)) {
    const Json& value = document[Json::json_pointer(pointer)];
    if (value.is_structured() || pointer == "/frames/count") continue;
    changed.push_back({pointer, changedAt(document, pointer)});
  }
  return changed;
}

bool isCanonical(const std::string& pointer) {
  static const std::regex leftOut(
      "/(schemaVersion|stage|resultDigest|producer|scanId|shot)"
      "|/(notes|engine|timings|cost|artifacts|agreement)/.*"
      "|/checks/[0-9]+/hint"
      "|/source/(fileName|bytes|container|codec|pixelFormat|frameRate|duration|variableFrameRate)"
      "|/frames/(time/[0-9]+|brokenPackets)"
      "|/goldenFrames/[0-9]+/(time|quadReason|artifact|rectifiedArtifact|alignmentReason)"
      "|/defects/(experimental|regions/[0-9]+/artifacts/.*)");
  return !std::regex_match(pointer, leftOut);
}

}  // namespace gradevault::testing
