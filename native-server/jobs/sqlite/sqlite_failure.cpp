#include "sqlite_failure.hpp"

#include <sqlite3.h>

namespace gradevault::jobs::sqlite {

SqliteFailure SqliteFailure::latest(sqlite3* connection) {
  if (connection == nullptr) return {SQLITE_NOMEM, "out of memory"};
  return {sqlite3_extended_errcode(connection), sqlite3_errmsg(connection)};
}

Error storeError(const SqliteFailure& failure, const std::string& file) {
  const std::string reason = std::string(": ") + failure.what();
  switch (failure.code()) {
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_DIR_FSYNC:
    case SQLITE_IOERR_TRUNCATE:
    case SQLITE_IOERR_SHMSIZE:
      return {ErrorCode::write_failed,
              "cannot write the job store " + file + reason + "; look at the disk and the space left on it"};
    default:
      break;
  }
  switch (failure.code() & 0xff) {
    case SQLITE_FULL:
      return {ErrorCode::write_failed, "cannot write the job store " + file + reason + "; free some space"};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return {ErrorCode::write_failed, "cannot write the job store " + file + reason +
                                           "; choose a folder that you may write to with --data"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {ErrorCode::internal,
              "the job store " + file + " is damaged" + reason +
                  "; stop the server and put a back-up in its place, or save what can be "
                  "read with: sqlite3 " +
                  file + " .recover"};
    case SQLITE_BUSY:
      return {ErrorCode::internal, "the job store " + file + " was locked for too long" + reason +
                                       "; does another program hold it?"};
    default:
      return {ErrorCode::internal, "the job store " + file + " failed" + reason};
  }
}

}  // namespace gradevault::jobs::sqlite
