#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace gradevault::jobs::sqlite {

/// One connection to the database file, with what it has prepared so far. For one thread at a time. Throws
/// SqliteFailure.
class Connection {
 public:
  /// The file must be there. Durable on commit: WAL and synchronous=FULL; waits up to 30 s for others'
  /// transactions.
  explicit Connection(const std::filesystem::path& file);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  [[nodiscard]] sqlite3* handle() const noexcept { return handle_.get(); }
  /// Prepared once a connection. Belongs to the connection.
  [[nodiscard]] sqlite3_stmt* prepared(std::string_view sql);
  /// Runs statements without parameters or results.
  void execute(const char* sql);
  /// Rows that the latest INSERT, UPDATE or DELETE changed.
  [[nodiscard]] int changes() const noexcept;

 private:
  struct Close {
    void operator()(sqlite3* handle) const noexcept;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  std::unique_ptr<sqlite3, Close> handle_;
  std::map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>, std::less<>> prepared_;
};

}  // namespace gradevault::jobs::sqlite
