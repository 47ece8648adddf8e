#include "report/schema_version.hpp"

#include <charconv>
#include <optional>

#include "gradevault/report.hpp"

namespace gradevault::report_json {
namespace {

struct Version {
  int major = 0;
  int minor = 0;
};

std::optional<Version> parse(std::string_view text) {
  Version version;
  const char* const end = text.data() + text.size();
  const auto [dot, majorError] = std::from_chars(text.data(), end, version.major);
  if (majorError != std::errc{} || dot == end || *dot != '.') return std::nullopt;
  const auto [rest, minorError] = std::from_chars(dot + 1, end, version.minor);
  if (minorError != std::errc{} || rest != end || version.major < 0 || version.minor < 0) return std::nullopt;
  return version;
}

}  // namespace

std::string readSchemaVersion(const JsonValue& value) {
  std::string text = value.text();
  if (value.failed()) return text;
  const int ours = parse(reportSchemaVersion)->major;
  const std::optional<Version> version = parse(text);
  if (version && version->major > ours) {
    value.refuse("report has schema version " + text + "; this program reads up to " + std::to_string(ours) +
                 ".x: update it");
  } else if (!version || version->major != ours) {
    value.expected("schema version " + std::to_string(ours) + ".x");
  }
  return text;
}

}  // namespace gradevault::report_json
