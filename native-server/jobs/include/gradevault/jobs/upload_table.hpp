#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gradevault/jobs/wall_clock.hpp"
#include "gradevault/result.hpp"

namespace gradevault::jobs {

/// A resumable upload. How much has come is the size of its file (`uploads/<id>` in the data folder), not a
/// column.
struct Upload {
  std::string id;  ///< "up_" + 26 letters and digits
  std::string owner;
  std::int64_t length = 0;  ///< bytes announced
  std::string metadata;     ///< the header Upload-Metadata as sent
  std::string fileName;     ///< from the metadata; data, never a path
  Milliseconds created = 0;
  Milliseconds expires = 0;
  bool complete = false;  ///< all bytes have come and are synced
};

class UploadTable {
 public:
  virtual ~UploadTable() = default;
  /// `upload` without id; gives it with one.
  [[nodiscard]] virtual Result<Upload> create(const Upload& upload) = 0;
  [[nodiscard]] virtual Result<std::optional<Upload>> find(const std::string& id) = 0;
  [[nodiscard]] virtual Status markComplete(const std::string& id) = 0;
  /// Prolongs; an upload that is worked on does not expire.
  [[nodiscard]] virtual Status prolong(const std::string& id, Milliseconds expires) = 0;
  [[nodiscard]] virtual Status remove(const std::string& id) = 0;
  /// Past their expiry.
  [[nodiscard]] virtual Result<std::vector<Upload>> expired() = 0;
};

}  // namespace gradevault::jobs
