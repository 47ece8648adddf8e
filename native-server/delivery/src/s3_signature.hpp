#pragma once

#include <string>
#include <utility>
#include <vector>

namespace gradevault::delivery {

/// One request as Signature Version 4 sees it
/// (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
struct SignedParts {
  std::string method;
  std::string path;                                        ///< encoded, from '/'
  std::vector<std::pair<std::string, std::string>> query;  ///< as meant, not encoded
  std::vector<std::pair<std::string, std::string>>
      headers;              ///< all that are signed, with host and x-amz-date
  std::string payloadHash;  ///< hex SHA-256, or UNSIGNED-PAYLOAD
};
struct SigningKey {
  std::string keyId;
  std::string secret;
  std::string region;
  std::string service = "s3";
};

/// The query part, encoded and in SigV4's order; also what is sent.
[[nodiscard]] std::string canonicalQuery(std::vector<std::pair<std::string, std::string>> query);

/// The value of the header Authorization. `time` is "YYYYMMDDTHHMMSSZ", the same as in x-amz-date.
[[nodiscard]] std::string authorization(const SignedParts& parts, const SigningKey& key,
                                        const std::string& time);

}  // namespace gradevault::delivery
