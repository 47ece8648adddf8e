#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <variant>

#include "failure.hpp"
#include "gradevault/jobs/data_folder.hpp"
#include "gradevault/jobs/job.hpp"
#include "gradevault/outgoing/http_client.hpp"

namespace gradevault::worker {

struct FetchSettings {
  std::int64_t maxBytes = 0;
  double seconds = 900;
  std::function<bool(std::int64_t done, std::int64_t total)> progress;  ///< false ends it
};

/// Where the job's capture lies: what was uploaded, or what `videoUrl` gives, fetched into captures/<job>
/// once for all attempts. A download that was cut off leaves captures/<job>.<token>.part, which a later
/// attempt removes.
[[nodiscard]] std::variant<std::filesystem::path, AttemptFailure> fetchCapture(
    const jobs::Job& job, const jobs::DataFolder& data, const outgoing::HttpClient& client,
    const FetchSettings& settings);

}  // namespace gradevault::worker
