#pragma once

#include "gradevault/report.hpp"
#include "report/json_value.hpp"

// The report's groups of members, each written and read by the file of its name. Writers put down what the
// struct holds; what a reader refuses, `toJson` refuses too, because it reads its own document before it
// hands it out.
namespace gradevault::report_json {

[[nodiscard]] Json write(const SourceReport& source);
[[nodiscard]] SourceReport readSource(const JsonValue& value);

/// The members of an options object: profile and every numeric option; not item type and side.
[[nodiscard]] Json write(const Options& options);
/// Sets the members that are there; gives the unknown ones.
UnknownMembers readOptions(const JsonValue& value, Options& options);

[[nodiscard]] Json write(const EngineReport& engine);
[[nodiscard]] EngineReport readEngine(const JsonValue& value);

[[nodiscard]] Json write(const FramesReport& frames);
[[nodiscard]] FramesReport readFrames(const JsonValue& value);

[[nodiscard]] Json write(const GoldenFrameReport& golden);
[[nodiscard]] GoldenFrameReport readGoldenFrame(const JsonValue& value);

[[nodiscard]] Json write(const Check& check, const UnknownMembers& unknown);
[[nodiscard]] Check readCheck(const JsonValue& value, UnknownMembers& unknown);

[[nodiscard]] Json write(const DefectsReport& defects);
[[nodiscard]] DefectsReport readDefects(const JsonValue& value);

[[nodiscard]] Json write(const ArtifactReport& artifact);
[[nodiscard]] ArtifactReport readArtifact(const JsonValue& value);
/// A file name inside the result folder: no folders, no way out.
[[nodiscard]] std::string readFileName(const JsonValue& value);

[[nodiscard]] Json write(const CostReport& cost);
[[nodiscard]] CostReport readCost(const JsonValue& value);

[[nodiscard]] Json write(const Agreement& entry);
[[nodiscard]] Agreement readAgreement(const JsonValue& value);

}  // namespace gradevault::report_json
