#include "connection.hpp"

#include <sqlite3.h>

#include "sqlite_failure.hpp"

namespace gradevault::jobs::sqlite {
namespace {

constexpr int patienceMs = 30'000;

// foreign_keys and synchronous are a connection's, not the file's. journal_mode is the file's, and costs
// nothing when it is that already. A log that grew once is cut back after a checkpoint.
constexpr const char* settings =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA journal_size_limit = 67108864;";

}  // namespace

void Connection::Close::operator()(sqlite3* handle) const noexcept {
  sqlite3_close_v2(handle);
}
void Connection::Finalize::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

Connection::Connection(const std::filesystem::path& file) {
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) throw SqliteFailure::latest(handle);
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, patienceMs);
  execute(settings);
}

sqlite3_stmt* Connection::prepared(std::string_view sql) {
  if (const auto found = prepared_.find(sql); found != prepared_.end()) return found->second.get();
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                         &statement, nullptr) != SQLITE_OK) {
    throw SqliteFailure::latest(handle());
  }
  return prepared_.emplace(std::string(sql), statement).first->second.get();
}

void Connection::execute(const char* sql) {
  if (sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw SqliteFailure::latest(handle());
  }
}

int Connection::changes() const noexcept {
  return sqlite3_changes(handle());
}

}  // namespace gradevault::jobs::sqlite
