#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "connection.hpp"

namespace gradevault::jobs::sqlite {

/// One run of a prepared statement: parameters in the order of its question marks, then its rows. Throws
/// SqliteFailure. Two runs of one text must not overlap on a connection.
class Statement {
 public:
  template <class... Values>
  Statement(Connection& connection, std::string_view sql, const Values&... values)
      : connection_(connection), statement_(connection.prepared(sql)) {
    (bind(values), ...);
  }
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// The next row; false: there is none.
  [[nodiscard]] bool step();
  /// For what gives no rows; says how many rows it changed.
  int run();

  [[nodiscard]] std::int64_t number(int column) const noexcept;
  [[nodiscard]] int small(int column) const noexcept { return static_cast<int>(number(column)); }
  [[nodiscard]] std::string text(int column) const;

 private:
  void bind(std::int64_t value);
  void bind(int value) { bind(std::int64_t{value}); }
  void bind(bool value) { bind(std::int64_t{value ? 1 : 0}); }
  void bind(std::string_view value);  ///< must live until the run is over
  void bind(const std::string& value) { bind(std::string_view(value)); }
  void bind(const char* value) { bind(std::string_view(value)); }

  Connection& connection_;
  sqlite3_stmt* statement_;
  int bound_ = 0;
};

}  // namespace gradevault::jobs::sqlite
