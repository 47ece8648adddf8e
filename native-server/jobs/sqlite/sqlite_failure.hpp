#pragma once

#include <stdexcept>
#include <string>

#include "gradevault/result.hpp"

struct sqlite3;

namespace gradevault::jobs::sqlite {

/// What SQLite said when a call failed. Thrown inside this folder only, so that a transaction reads like its
/// SQL; `Database` turns it into an Error before it leaves.
class SqliteFailure : public std::runtime_error {
 public:
  SqliteFailure(int code, const std::string& reason) : std::runtime_error(reason), code_(code) {}
  /// Of the latest call on `connection`.
  [[nodiscard]] static SqliteFailure latest(sqlite3* connection);
  [[nodiscard]] int code() const noexcept { return code_; }  ///< extended result code

 private:
  int code_;
};

/// For people: what is wrong with the store in `file`, and what to do. Disk full, no permission:
/// write_failed; made by another program: unsupported; damaged, and all the rest: internal.
[[nodiscard]] Error storeError(const SqliteFailure& failure, const std::string& file);

}  // namespace gradevault::jobs::sqlite
