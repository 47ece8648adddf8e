#include "schema.hpp"

#include <array>
#include <string>

#include "database.hpp"
#include "statement.hpp"
#include "transaction.hpp"

namespace gradevault::jobs::sqlite {
namespace {

constexpr std::int64_t applicationId = 0x47566376;  // "GVcv"

// Texts that are absent are empty, times that are absent are 0. `place` is the order of acceptance. The index
// job_waiting answers a claim by a few look-ups however many jobs wait; the counts are kept by triggers,
// since counting a long table would be as slow as it is long.
constexpr const char* version1 = R"(
CREATE TABLE job (
  place INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled', 'quarantined')),
  tier TEXT NOT NULL,
  lane TEXT NOT NULL,
  rank INTEGER NOT NULL,
  token INTEGER NOT NULL DEFAULT 0,
  errors INTEGER NOT NULL DEFAULT 0,
  crashes INTEGER NOT NULL DEFAULT 0,
  losses INTEGER NOT NULL DEFAULT 0,
  worker TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL,
  started INTEGER NOT NULL DEFAULT 0,
  finished INTEGER NOT NULL DEFAULT 0,
  lease_until INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0,
  cancel_requested INTEGER NOT NULL DEFAULT 0,
  last_event INTEGER NOT NULL DEFAULT 0,
  problem_code TEXT NOT NULL DEFAULT '',
  problem_detail TEXT NOT NULL DEFAULT '',
  video_url TEXT NOT NULL,
  capture_file TEXT NOT NULL,
  file_name TEXT NOT NULL,
  scan_id TEXT NOT NULL,
  shot TEXT NOT NULL,
  engine TEXT NOT NULL,
  trusted INTEGER NOT NULL,
  callback_url TEXT NOT NULL,
  owner TEXT NOT NULL,
  results TEXT NOT NULL DEFAULT '',
  verdict TEXT NOT NULL DEFAULT '',
  options TEXT NOT NULL,
  artifacts TEXT NOT NULL DEFAULT '[]',
  precheck TEXT NOT NULL,
  report TEXT NOT NULL DEFAULT ''
);
CREATE INDEX job_waiting ON job(lane, tier, rank, place, not_before) WHERE state = 'queued';
CREATE INDEX job_leases ON job(lease_until) WHERE state = 'running';
CREATE INDEX job_finished ON job(finished) WHERE finished > 0;
CREATE INDEX job_owner ON job(owner, place);
CREATE INDEX job_scan ON job(scan_id, place) WHERE scan_id <> '';
CREATE INDEX job_state ON job(state, place);

CREATE TABLE job_count (state TEXT PRIMARY KEY, jobs INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO job_count VALUES
  ('queued', 0), ('running', 0), ('done', 0), ('failed', 0), ('cancelled', 0), ('quarantined', 0);
CREATE TRIGGER job_added AFTER INSERT ON job BEGIN
  UPDATE job_count SET jobs = jobs + 1 WHERE state = new.state;
END;
CREATE TRIGGER job_moved AFTER UPDATE OF state ON job BEGIN
  UPDATE job_count SET jobs = jobs - 1 WHERE state = old.state;
  UPDATE job_count SET jobs = jobs + 1 WHERE state = new.state;
END;
CREATE TRIGGER job_removed AFTER DELETE ON job BEGIN
  UPDATE job_count SET jobs = jobs - 1 WHERE state = old.state;
END;

CREATE TABLE idempotency (
  owner TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  job TEXT NOT NULL REFERENCES job(id) ON DELETE CASCADE,
  PRIMARY KEY (owner, key)
) WITHOUT ROWID;
CREATE INDEX idempotency_job ON idempotency(job);

CREATE TABLE event (
  place INTEGER PRIMARY KEY AUTOINCREMENT,
  job TEXT NOT NULL REFERENCES job(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  time INTEGER NOT NULL,
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  UNIQUE (job, number)
);

CREATE TABLE delivery (
  place INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  job TEXT NOT NULL,
  event INTEGER NOT NULL,
  url TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'given_up')),
  tries INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL,
  next INTEGER NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  UNIQUE (job, event, url)
);
CREATE INDEX delivery_waiting ON delivery(next) WHERE state = 'waiting';

CREATE TABLE api_key (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created INTEGER NOT NULL,
  revoked INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE upload (
  id TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  length INTEGER NOT NULL,
  metadata TEXT NOT NULL,
  file_name TEXT NOT NULL,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  complete INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX upload_expiry ON upload(expires);

CREATE TABLE device (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  faults INTEGER NOT NULL DEFAULT 0,
  reason TEXT NOT NULL DEFAULT '',
  out_until INTEGER NOT NULL DEFAULT 0,
  trial_until INTEGER NOT NULL DEFAULT 0,
  seen INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
)";

// steps[n] makes version n + 1 of version n. A step that was released is never changed.
constexpr std::array steps{version1};
static_assert(steps.size() == schemaVersion);

std::int64_t pragma(Connection& connection, const char* question) {
  Statement statement(connection, question);
  return statement.step() ? statement.number(0) : 0;
}

Refusal refusal(std::string message) {
  return {Error{ErrorCode::unsupported, std::move(message)}};
}

}  // namespace

void bringUpToDate(Connection& connection) {
  Transaction transaction(connection);
  const auto version = pragma(connection, "PRAGMA user_version");
  const bool isOurs = pragma(connection, "PRAGMA application_id") == applicationId;
  const bool isEmpty = pragma(connection, "SELECT count(*) FROM sqlite_schema") == 0;
  if (!isOurs && !(isEmpty && version == 0)) {
    throw refusal(
        "gradevault.sqlite3 in the data folder was made by another program; choose another folder with "
        "--data");
  }
  if (version > schemaVersion) {
    throw refusal("the job store was made by a newer gradevault (its tables are version " +
                  std::to_string(version) + ", this program knows up to " + std::to_string(schemaVersion) +
                  "); use that version, or a back-up from before the upgrade");
  }
  if (version == schemaVersion) return;
  for (std::size_t step = static_cast<std::size_t>(version); step < steps.size(); ++step) {
    connection.execute(steps[step]);
  }
  connection.execute(("PRAGMA application_id = " + std::to_string(applicationId)).c_str());
  connection.execute(("PRAGMA user_version = " + std::to_string(schemaVersion)).c_str());
  transaction.commit();
}

}  // namespace gradevault::jobs::sqlite
