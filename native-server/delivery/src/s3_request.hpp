#pragma once

#include <string>
#include <utility>
#include <vector>

#include "gradevault/delivery/s3_settings.hpp"
#include "gradevault/outgoing/http_client.hpp"
#include "gradevault/result.hpp"

namespace gradevault::delivery {

/// Where a bucket is: "https://host[:port]" and the path before its keys.
struct S3Place {
  std::string origin;
  std::string host;  ///< as the header Host has it
  std::string base;  ///< "/bucket", or empty for the virtual-host style
};
/// Errors (invalid_argument): what is missing or no origin, by the setting's name.
[[nodiscard]] Result<S3Place> s3Place(const S3Settings& settings);

/// What is asked of the bucket: an object by its key, or the bucket itself by a query.
struct S3Call {
  std::string method = "GET";
  std::string key;
  std::vector<std::pair<std::string, std::string>> query;
  std::string payloadHash;                                   ///< of the body; hex SHA-256
  std::vector<std::pair<std::string, std::string>> headers;  ///< more to send
};
/// Ready to send but for its body; signed for `seconds` since 1970.
[[nodiscard]] outgoing::Request s3Request(const S3Settings& settings, const S3Place& place,
                                          const S3Call& call, std::int64_t seconds);

}  // namespace gradevault::delivery
