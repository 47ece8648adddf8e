#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gradevault/jobs/wall_clock.hpp"
#include "gradevault/result.hpp"

namespace gradevault::jobs {

/// An API key as the store knows it: never the secret itself.
struct ApiKey {
  std::string id;    ///< "key_" + 12 letters and digits; stands in the secret, so that one row is looked up
  std::string name;  ///< for people
  std::string hash;  ///< lower-case hex SHA-256 of the whole secret (random, 256 bits: no slow hash needed)
  std::vector<std::string> scopes;  ///< analyses:read, analyses:write, admin
  Milliseconds created = 0;
  Milliseconds revoked = 0;  ///< 0: valid
};

class KeyTable {
 public:
  virtual ~KeyTable() = default;
  [[nodiscard]] virtual Status add(const ApiKey& key) = 0;
  [[nodiscard]] virtual Result<std::optional<ApiKey>> find(const std::string& id) = 0;
  [[nodiscard]] virtual Result<std::vector<ApiKey>> list() = 0;
  /// False: no such key, or revoked before.
  [[nodiscard]] virtual Result<bool> revoke(const std::string& id) = 0;
};

}  // namespace gradevault::jobs
