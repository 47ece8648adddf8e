#include "raw_database.hpp"
#include "sqlite/queries.hpp"
#include "store_test.hpp"

namespace gradevault::jobs::test {
namespace {

class SqlitePlans : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(openSqliteStore(folder.path(), {}, clock).ok()); }

  /// Fills the queue with that many jobs of one tier, of which each tenth waits for a later time.
  static void fill(RawDatabase& database, int count) {
    database.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
                     std::to_string(count) +
                     ") INSERT INTO job (id, state, tier, lane, rank, created, not_before, video_url, "
                     "capture_file, file_name, "
                     "scan_id, shot, engine, trusted, callback_url, owner, options, precheck) "
                     "SELECT 'an_' || i, 'queued', 'standard', 'any', 1000000 - i, 1, CASE WHEN i % 10 = 0 "
                     "THEN 9e15 ELSE 0 END, "
                     "'', 'c', '', 's', '', 'auto', 0, '', '', '{}', '' FROM n");
  }

  /// Steps of SQLite's machine for the look-up that a claim makes.
  static int stepsOfAClaim(RawDatabase& database) {
    sqlite3_stmt* statement = database.prepare(sqlite::firstWaiting);
    sqlite3_bind_text(statement, 1, "any", -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, "standard", -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 3, 5);
    EXPECT_EQ(sqlite3_step(statement), SQLITE_ROW);
    const int steps = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 0);
    EXPECT_EQ(sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_SORT, 0), 0);
    EXPECT_EQ(sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0), 0);
    sqlite3_finalize(statement);
    return steps;
  }

  ScratchFolder folder;
  MovedClock clock;
};

TEST_F(SqlitePlans, AClaimLooksIntoItsIndexAndSortsNothing) {
  const std::string plan = RawDatabase(folder.path()).plan(sqlite::firstWaiting);
  // Newer SQLite sees that the index has all that is asked for.
  EXPECT_TRUE(plan.find("USING INDEX job_waiting (lane=? AND tier=?)") != std::string::npos ||
              plan.find("USING COVERING INDEX job_waiting (lane=? AND tier=?)") != std::string::npos)
      << plan;
  EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << plan;
}

TEST_F(SqlitePlans, LeasesThatRanOutAreFoundByTheirIndex) {
  const std::string plan =
      RawDatabase(folder.path()).plan("SELECT id FROM job " + std::string(sqlite::whereExpired));
  EXPECT_NE(plan.find("USING INDEX job_leases (lease_until<?)"), std::string::npos) << plan;
  EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << plan;
}

TEST_F(SqlitePlans, WhatIsDueIsFoundByItsIndex) {
  const std::string plan = RawDatabase(folder.path()).plan(sqlite::dueDeliveries);
  EXPECT_NE(plan.find("USING INDEX delivery_waiting (next<?)"), std::string::npos) << plan;
}

TEST_F(SqlitePlans, FiftyThousandWaitingJobsMakeAClaimNoLonger) {
  RawDatabase database(folder.path());
  fill(database, 20);
  const int few = stepsOfAClaim(database);
  database.execute("DELETE FROM job");
  fill(database, 50'000);
  EXPECT_EQ(database.text("SELECT jobs FROM job_count WHERE state = 'queued'"), "50000");
  EXPECT_EQ(stepsOfAClaim(database), few);
}

}  // namespace
}  // namespace gradevault::jobs::test
