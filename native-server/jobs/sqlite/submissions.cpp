#include "../random_id.hpp"
#include "event_log.hpp"
#include "job_row.hpp"
#include "job_table.hpp"
#include "statement.hpp"

namespace gradevault::jobs::sqlite {
namespace {

bool isFull(Connection& connection, int limit) {
  Statement waiting(connection, "SELECT jobs FROM job_count WHERE state = 'queued'");
  return waiting.step() && waiting.number(0) >= limit;
}

std::string insert(Connection& connection, const JobRequest& request, Milliseconds now) {
  std::string id = randomId("an_", 26);
  Statement(
      connection,
      "INSERT INTO job (id, state, tier, lane, rank, created, video_url, capture_file, file_name, scan_id, "
      "shot, engine, trusted, callback_url, owner, options, precheck) "
      "VALUES (?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      id, name(request.tier), request.lane ? name(*request.lane) : "any", now - headStart(request.tier), now,
      request.videoUrl, request.captureFile, request.fileName, request.scanId, request.shot, request.engine,
      request.trusted, request.callbackUrl, request.owner, request.options, request.precheck)
      .run();
  appendEvent(connection, id, now, "queued", "{}");
  return id;
}

/// What was answered to the same key before.
std::optional<Submission> earlier(Connection& connection, const std::string& owner,
                                  const Idempotency& idempotency) {
  Statement found(connection, "SELECT fingerprint, job FROM idempotency WHERE owner = ? AND key = ?", owner,
                  idempotency.key);
  if (!found.step()) return std::nullopt;
  if (found.text(0) != idempotency.fingerprint) return Submission{Submission::Outcome::differs, {}};
  auto job = findJob(connection, found.text(1));
  return Submission{Submission::Outcome::repeated, std::move(job).value_or(Job{})};
}

}  // namespace

Result<std::optional<Submission>> SqliteJobTable::earlierSubmission(const std::string& owner,
                                                                    const Idempotency& idempotency) {
  return database_.read([&](Connection& connection) { return earlier(connection, owner, idempotency); });
}

Result<Submission> SqliteJobTable::submit(const JobRequest& request, const Idempotency* idempotency) {
  return database_.write([&](Connection& connection, Milliseconds now) -> Submission {
    if (idempotency != nullptr) {
      if (auto answer = earlier(connection, request.owner, *idempotency)) return *std::move(answer);
    }
    if (isFull(connection, limits_.queued)) return {Submission::Outcome::queue_full, {}};
    const std::string id = insert(connection, request, now);
    if (idempotency != nullptr) {
      Statement(connection, "INSERT INTO idempotency (owner, key, fingerprint, job) VALUES (?, ?, ?, ?)",
                request.owner, idempotency->key, idempotency->fingerprint, id)
          .run();
    }
    return {Submission::Outcome::accepted, findJob(connection, id).value_or(Job{})};
  });
}

}  // namespace gradevault::jobs::sqlite
