#include "transaction.hpp"

#include <sqlite3.h>

namespace gradevault::jobs::sqlite {

Transaction::Transaction(Connection& connection) : connection_(connection) {
  connection_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  // Some failures (disk full) have rolled back already; then there is nothing to do, and it says so.
  if (open_) sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  connection_.execute("COMMIT");
  open_ = false;
}

}  // namespace gradevault::jobs::sqlite
