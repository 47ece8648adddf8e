#pragma once

#include <string>

#include "gradevault/api/settings.hpp"
#include "gradevault/jobs/job.hpp"
#include "json_fields.hpp"

namespace gradevault::api {

/// What `POST /v1/analyses` asks for.
struct AnalysisRequest {
  jobs::JobRequest job;  ///< without captureFile and owner
  std::string uploadId;  ///< the upload to analyse; or empty
};

/// Where a request says where its capture is.
enum class CapturePlace { named, attached };  ///< videoUrl or uploadId; the multipart request's file

inline constexpr std::size_t maxRequestBytes = std::size_t{8}
                                               << 20;  ///< a pre-check's report is the largest part

/// Reads and checks every field; what is wrong is in `fields.finish()` then.
[[nodiscard]] AnalysisRequest readAnalysisRequest(JsonFields& fields, CapturePlace place,
                                                  const Settings& settings);

/// The fields that hold JSON when they come as parts of a multipart request.
inline constexpr std::string_view jsonParts[] = {"options", "precheck", "trusted"};

}  // namespace gradevault::api
