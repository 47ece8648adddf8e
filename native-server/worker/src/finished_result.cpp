#include "finished_result.hpp"

#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <utility>

#include "gradevault/digest.hpp"

namespace gradevault::worker {

Result<FinishedResult> finishedResult(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "report.json";
  std::ifstream file(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (!file || text.empty()) {
    return Error{ErrorCode::internal, "the runner left no report at " + path.string()};
  }
  auto report = reportFromJson(text);
  if (!report.ok()) return Error{ErrorCode::internal, "the runner's report: " + report.error().message};
  FinishedResult result;
  for (const ArtifactReport& artifact : report->artifacts) {
    result.outcome.artifacts.push_back({artifact.name, artifact.mediaType, artifact.bytes, artifact.sha256});
  }
  Sha256 sha;
  sha.update(std::as_bytes(std::span(text)));
  result.outcome.artifacts.push_back(
      {"report.json", "application/json", static_cast<std::int64_t>(text.size()), sha.hex()});
  result.outcome.report = std::move(text);
  result.report = std::move(report).value();
  return result;
}

}  // namespace gradevault::worker
