#include "report/schema_version.hpp"

#include <charconv>
#include <optional>

#include "gradevault/report.hpp"

namespace gradevault::report_json {
namespace {

/// The major version of a `major.minor`, each without a sign and without leading zeros.
std::optional<int> majorVersion(std::string_view text) {
  int major = 0;
  int minor = 0;
  const char* const end = text.data() + text.size();
  const auto [dot, majorError] = std::from_chars(text.data(), end, major);
  if (majorError != std::errc{} || dot == end || *dot != '.') return std::nullopt;
  const auto [rest, minorError] = std::from_chars(dot + 1, end, minor);
  if (minorError != std::errc{} || rest != end || major < 0 || minor < 0) return std::nullopt;
  if (std::to_string(major) + '.' + std::to_string(minor) != text) return std::nullopt;
  return major;
}

}  // namespace

std::string readSchemaVersion(const JsonValue& value) {
  std::string text = value.text();
  if (value.failed()) return text;
  const int ours = *majorVersion(reportSchemaVersion);
  const std::optional<int> theirs = majorVersion(text);
  if (theirs && *theirs > ours) {
    value.refuse("report has schema version " + text + "; this program reads up to " + std::to_string(ours) +
                 ".x: update it");
  } else if (theirs != ours) {
    value.expected("schema version " + std::to_string(ours) + ".x");
  }
  return text;
}

}  // namespace gradevault::report_json
