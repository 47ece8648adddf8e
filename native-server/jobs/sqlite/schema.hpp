#pragma once

#include "connection.hpp"

namespace gradevault::jobs::sqlite {

/// Version of the tables, kept in the file's user_version.
inline constexpr int schemaVersion = 1;

/// Makes the tables, or brings older ones up to date, all in one transaction. Throws SqliteFailure, or a
/// Refusal with `unsupported` when a newer version, or another program, made the file.
void bringUpToDate(Connection& connection);

}  // namespace gradevault::jobs::sqlite
