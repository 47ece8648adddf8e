#pragma once

#include <string>

namespace gradevault::delivery {

/// A bucket of Amazon S3 or of anything that speaks its API (MinIO, Ceph, R2, …).
struct S3Settings {
  std::string endpoint;  ///< "https://host[:port]"; empty: Amazon's for the region
  std::string region = "us-east-1";
  std::string bucket;
  std::string keyId;
  std::string secret;
  std::string sessionToken;  ///< of temporary credentials; or empty
  std::string prefix;        ///< before every key, such as "gradevault/"; or empty
  bool pathStyle = true;     ///< https://host/bucket/key; false: https://bucket.host/key
};

}  // namespace gradevault::delivery
