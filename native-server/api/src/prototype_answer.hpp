#pragma once

#include <string>

#include "analysis_json.hpp"
#include "gradevault/http/server.hpp"

namespace gradevault::api {

/// {success: true, scanId, goldenFrames, frameTimestamps, cvAnalysis{damageScore, regionScores, images}} of a
/// job that is done; pictures are absolute URLs. {success: false, …} of one that ended otherwise.
[[nodiscard]] http::Reply prototypeAnswer(const jobs::Job& job, const SignPath& link);
/// {success: false, error, code, scanId} with the status of a problem.
[[nodiscard]] http::Reply prototypeProblem(const http::Reply& problem, const std::string& scanId);

/// "https://host[:port]" as clients see this server: `publicUrl`, else what the request's Host says.
[[nodiscard]] std::string baseUrl(const std::string& publicUrl, const http::Call& call);

}  // namespace gradevault::api
