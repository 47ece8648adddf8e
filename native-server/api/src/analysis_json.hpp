#pragma once

#include <functional>
#include <string>

#include "gradevault/jobs/job.hpp"

namespace gradevault::api {

/// Makes a short-lived signed link of a path of this server.
using SignPath = std::function<std::string(const std::string& path)>;

[[nodiscard]] std::string analysisPath(const std::string& id);
/// `name` is percent-encoded.
[[nodiscard]] std::string artifactPath(const std::string& id, const std::string& name);

/// {id, status, links}: what is answered when a job was accepted.
[[nodiscard]] std::string acceptedJson(const jobs::Job& job, const SignPath& sign);
/// A line of the list: all but the report and the artifacts.
[[nodiscard]] std::string analysisSummaryJson(const jobs::Job& job, const SignPath& sign);
/// Everything, with the report as the worker wrote it and a signed link for every artifact.
[[nodiscard]] std::string analysisJson(const jobs::Job& job, const SignPath& sign);

}  // namespace gradevault::api
