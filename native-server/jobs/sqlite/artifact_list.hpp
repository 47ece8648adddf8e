#pragma once

#include <string>
#include <vector>

#include "gradevault/jobs/job.hpp"

namespace gradevault::jobs::sqlite {

/// Artifacts as the column holds them: a JSON array of [name, mediaType, bytes, sha256].
[[nodiscard]] std::string writeArtifacts(const std::vector<Artifact>& artifacts);
/// What `writeArtifacts` made; what is not that is left out.
[[nodiscard]] std::vector<Artifact> readArtifacts(const std::string& text);

}  // namespace gradevault::jobs::sqlite
