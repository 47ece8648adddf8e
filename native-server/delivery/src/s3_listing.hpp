#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gradevault::delivery {

/// What ListObjectsV2 answers, as far as it is needed here.
struct S3Listing {
  std::vector<std::string> keys;
  std::string next;  ///< token of the next page; empty: this was the last one
};
/// Reads the answer's XML, of which only <Key> and <NextContinuationToken> count.
[[nodiscard]] S3Listing s3Listing(std::string_view xml);

}  // namespace gradevault::delivery
