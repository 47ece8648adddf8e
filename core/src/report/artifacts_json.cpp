#include <algorithm>

#include "report/groups.hpp"
#include "report/json_object.hpp"

namespace gradevault::report_json {
namespace {

std::string readSha256(const JsonValue& value) {
  std::string digits = value.text();
  const bool hex = std::all_of(digits.begin(), digits.end(),
                               [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (digits.size() != 64 || !hex) value.expected("64 lower-case hexadecimal digits");
  return digits;
}

}  // namespace

std::string readFileName(const JsonValue& value) {
  std::string file = value.text();
  const bool control =
      std::any_of(file.begin(), file.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (file.empty() || file == "." || file == ".." || control ||
      file.find_first_of("/\\") != std::string::npos) {
    value.expected("a file name without folders");
  }
  return file;
}

Json write(const ArtifactReport& artifact) {
  Json json = {{"name", artifact.name},
               {"mediaType", artifact.mediaType},
               {"bytes", artifact.bytes},
               {"sha256", artifact.sha256}};
  append(json, artifact.unknown);
  return json;
}

ArtifactReport readArtifact(const JsonValue& value) {
  JsonObject object(value);
  ArtifactReport artifact;
  object.required("name", [&](const JsonValue& file) { artifact.name = readFileName(file); });
  artifact.mediaType = object.text("mediaType");
  object.required("bytes", [&](const JsonValue& bytes) { artifact.bytes = bytes.whole(0, maxExactWhole); });
  object.required("sha256", [&](const JsonValue& digest) { artifact.sha256 = readSha256(digest); });
  artifact.unknown = object.rest();
  return artifact;
}

}  // namespace gradevault::report_json
