#include "event_log.hpp"

#include "statement.hpp"

namespace gradevault::jobs::sqlite {

std::int64_t appendEvent(Connection& connection, const std::string& job, Milliseconds now,
                         std::string_view type, std::string_view data) {
  std::int64_t number = 0;
  {
    Statement next(connection, "UPDATE job SET last_event = last_event + 1 WHERE id = ? RETURNING last_event",
                   job);
    while (next.step()) number = next.number(0);
  }
  Statement(connection, "INSERT INTO event (job, number, time, type, data) VALUES (?, ?, ?, ?, ?)", job,
            number, now, type, data)
      .run();
  return number;
}

void thinProgress(Connection& connection, const std::string& job) {
  Statement(connection,
            "DELETE FROM event WHERE job = ?1 AND type = 'progress' AND number < "
            "(SELECT max(number) FROM event WHERE job = ?1 AND type = 'progress')",
            job)
      .run();
}

}  // namespace gradevault::jobs::sqlite
