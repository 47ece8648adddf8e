#pragma once

#include "connection.hpp"

namespace gradevault::jobs::sqlite {

/// A write transaction from its first instant (BEGIN IMMEDIATE: what it reads cannot change before it writes,
/// and it never fails half-way because another writer was faster). Rolled back unless committed. Throws
/// SqliteFailure.
class Transaction {
 public:
  explicit Transaction(Connection& connection);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// On disk when it returns.
  void commit();

 private:
  Connection& connection_;
  bool open_ = true;
};

}  // namespace gradevault::jobs::sqlite
