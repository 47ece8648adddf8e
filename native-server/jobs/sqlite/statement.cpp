#include "statement.hpp"

#include <sqlite3.h>

#include "sqlite_failure.hpp"

namespace gradevault::jobs::sqlite {

Statement::~Statement() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

bool Statement::step() {
  switch (sqlite3_step(statement_)) {
    case SQLITE_ROW:
      return true;
    case SQLITE_DONE:
      return false;
    default:
      throw SqliteFailure::latest(connection_.handle());
  }
}

int Statement::run() {
  while (step()) {
  }
  return connection_.changes();
}

std::int64_t Statement::number(int column) const noexcept {
  return sqlite3_column_int64(statement_, column);
}

std::string Statement::text(int column) const {
  const unsigned char* bytes = sqlite3_column_text(statement_, column);
  if (bytes == nullptr) return {};
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

void Statement::bind(std::int64_t value) {
  if (sqlite3_bind_int64(statement_, ++bound_, value) != SQLITE_OK) {
    throw SqliteFailure::latest(connection_.handle());
  }
}

void Statement::bind(std::string_view value) {
  // An empty view may have no address, which would bind NULL.
  const char* text = value.empty() ? "" : value.data();
  if (sqlite3_bind_text64(statement_, ++bound_, text, value.size(), SQLITE_STATIC, SQLITE_UTF8) !=
      SQLITE_OK) {
    throw SqliteFailure::latest(connection_.handle());
  }
}

}  // namespace gradevault::jobs::sqlite
