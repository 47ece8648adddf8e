#include "key_table.hpp"

#include <sstream>

#include "statement.hpp"

namespace gradevault::jobs::sqlite {
namespace {

// Scopes are words without spaces, so one column holds them.
std::string joined(const std::vector<std::string>& scopes) {
  std::string text;
  for (const std::string& scope : scopes) text += (text.empty() ? "" : " ") + scope;
  return text;
}

std::vector<std::string> split(const std::string& text) {
  std::istringstream words(text);
  std::vector<std::string> scopes;
  for (std::string word; words >> word;) scopes.push_back(word);
  return scopes;
}

ApiKey readKey(const Statement& row) {
  return {row.text(0), row.text(1), row.text(2), split(row.text(3)), row.number(4), row.number(5)};
}

}  // namespace

Status SqliteKeyTable::add(const ApiKey& key) {
  return database_.write([&](Connection& connection, Milliseconds) {
    const int added = Statement(connection,
                                "INSERT OR IGNORE INTO api_key (id, name, hash, scopes, created, revoked) "
                                "VALUES (?, ?, ?, ?, ?, ?)",
                                key.id, key.name, key.hash, joined(key.scopes), key.created, key.revoked)
                          .run();
    if (added == 0)
      throw Refusal{Error{ErrorCode::invalid_argument, "there is a key " + key.id + " already"}};
  });
}

Result<std::optional<ApiKey>> SqliteKeyTable::find(const std::string& id) {
  return database_.read([&](Connection& connection) -> std::optional<ApiKey> {
    Statement found(connection, "SELECT id, name, hash, scopes, created, revoked FROM api_key WHERE id = ?",
                    id);
    if (!found.step()) return std::nullopt;
    return readKey(found);
  });
}

Result<std::vector<ApiKey>> SqliteKeyTable::list() {
  return database_.read([](Connection& connection) {
    std::vector<ApiKey> keys;
    Statement statement(connection,
                        "SELECT id, name, hash, scopes, created, revoked FROM api_key ORDER BY created, id");
    while (statement.step()) keys.push_back(readKey(statement));
    return keys;
  });
}

Result<bool> SqliteKeyTable::revoke(const std::string& id) {
  return database_.write([&](Connection& connection, Milliseconds now) {
    return Statement(connection, "UPDATE api_key SET revoked = ? WHERE id = ? AND revoked = 0", now, id)
               .run() > 0;
  });
}

}  // namespace gradevault::jobs::sqlite
