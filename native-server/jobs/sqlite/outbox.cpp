#include "outbox.hpp"

#include "queries.hpp"
#include "statement.hpp"

namespace gradevault::jobs::sqlite {
namespace {

void end(Connection& connection, const std::string& id, const char* state, const std::string& reason) {
  Statement(connection,
            "UPDATE delivery SET state = ?, reason = ?, tries = tries + 1 WHERE id = ? AND state = 'waiting'",
            state, reason, id)
      .run();
  // A job that was removed meanwhile left only what was still owed.
  Statement(connection,
            "DELETE FROM delivery WHERE id = ? AND NOT EXISTS (SELECT 1 FROM job WHERE id = delivery.job)",
            id)
      .run();
}

}  // namespace

Result<std::vector<Delivery>> SqliteOutbox::due(int limit, Milliseconds lease) {
  return database_.write([&](Connection& connection, Milliseconds now) {
    std::vector<Delivery> due;
    {
      Statement found(connection, dueDeliveries, now, limit);
      while (found.step()) {
        due.push_back({found.text(0), found.text(1), found.text(2), found.text(3), found.small(4),
                       found.number(5), found.number(6)});
      }
    }
    for (const Delivery& delivery : due) {
      Statement(connection, "UPDATE delivery SET next = ? WHERE id = ?", now + lease, delivery.id).run();
    }
    return due;
  });
}

Status SqliteOutbox::delivered(const std::string& id) {
  return database_.write([&](Connection& connection, Milliseconds) { end(connection, id, "delivered", ""); });
}

Status SqliteOutbox::postponed(const std::string& id, Milliseconds next, const std::string& reason) {
  return database_.write([&](Connection& connection, Milliseconds) {
    Statement(
        connection,
        "UPDATE delivery SET next = ?, reason = ?, tries = tries + 1 WHERE id = ? AND state = 'waiting'",
        next, reason, id)
        .run();
  });
}

Status SqliteOutbox::givenUp(const std::string& id, const std::string& reason) {
  return database_.write(
      [&](Connection& connection, Milliseconds) { end(connection, id, "given_up", reason); });
}

Result<int> SqliteOutbox::waiting() {
  return database_.read([](Connection& connection) {
    Statement count(connection, "SELECT count(*) FROM delivery WHERE state = 'waiting'");
    return count.step() ? count.small(0) : 0;
  });
}

}  // namespace gradevault::jobs::sqlite
