#include "artifact_list.hpp"

#include <nlohmann/json.hpp>

namespace gradevault::jobs::sqlite {

std::string writeArtifacts(const std::vector<Artifact>& artifacts) {
  auto list = nlohmann::json::array();
  for (const Artifact& artifact : artifacts) {
    list.push_back({artifact.name, artifact.mediaType, artifact.bytes, artifact.sha256});
  }
  return list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<Artifact> readArtifacts(const std::string& text) {
  std::vector<Artifact> artifacts;
  const auto list = nlohmann::json::parse(text, nullptr, false);
  if (!list.is_array()) return artifacts;
  for (const auto& entry : list) {
    if (entry.is_array() && entry.size() == 4 && entry[0].is_string() && entry[1].is_string() &&
        entry[2].is_number_integer() && entry[3].is_string()) {
      artifacts.push_back({entry[0], entry[1], entry[2], entry[3]});
    }
  }
  return artifacts;
}

}  // namespace gradevault::jobs::sqlite
