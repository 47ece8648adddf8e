#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace gradevault::jobs::test {

/// The store's file as SQLite sees it, past our own code.
class RawDatabase {
 public:
  explicit RawDatabase(const std::filesystem::path& folder) {
    EXPECT_EQ(sqlite3_open((folder / "gradevault.sqlite3").c_str(), &handle_), SQLITE_OK);
  }
  ~RawDatabase() { sqlite3_close(handle_); }
  RawDatabase(const RawDatabase&) = delete;
  RawDatabase& operator=(const RawDatabase&) = delete;

  void execute(const std::string& sql) {
    EXPECT_EQ(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(handle_);
  }
  /// First column of the rows, joined by line feeds.
  [[nodiscard]] std::string text(const std::string& sql, int column = 0) {
    std::string rows;
    sqlite3_stmt* statement = prepare(sql);
    while (sqlite3_step(statement) == SQLITE_ROW) {
      const auto* cell = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      rows += std::string(rows.empty() ? "" : "\n") + (cell == nullptr ? "" : cell);
    }
    sqlite3_finalize(statement);
    return rows;
  }
  /// How SQLite will answer a statement.
  [[nodiscard]] std::string plan(std::string_view sql) {
    return text("EXPLAIN QUERY PLAN " + std::string(sql), 3);
  }
  [[nodiscard]] sqlite3_stmt* prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &statement, nullptr),
              SQLITE_OK)
        << sqlite3_errmsg(handle_);
    return statement;
  }

 private:
  sqlite3* handle_ = nullptr;
};

}  // namespace gradevault::jobs::test
