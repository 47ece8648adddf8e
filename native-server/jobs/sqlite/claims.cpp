#include <array>

#include "event_log.hpp"
#include "job_row.hpp"
#include "job_table.hpp"
#include "queries.hpp"
#include "statement.hpp"

namespace gradevault::jobs::sqlite {
namespace {

constexpr std::array everyTier{Tier::premium, Tier::pro, Tier::standard, Tier::batch};

/// The best that was found so far.
struct Candidate {
  std::int64_t place = 0;  ///< 0: none
  std::int64_t rank = 0;
};

void consider(Connection& connection, Candidate& best, std::string_view lane, Tier tier, Milliseconds now) {
  Statement first(connection, firstWaiting, lane, name(tier), now);
  if (!first.step()) return;
  const Candidate found{first.number(0), first.number(1)};
  const bool isBetter =
      best.place == 0 || found.rank < best.rank || (found.rank == best.rank && found.place < best.place);
  if (isBetter) best = found;
}

Candidate choose(Connection& connection, const ClaimRequest& request, Milliseconds now) {
  Candidate best;
  const Lane other = request.lane == Lane::cpu ? Lane::gpu : Lane::cpu;
  for (const Tier tier : request.tiers) consider(connection, best, "any", tier, now);
  for (const Tier tier : everyTier) {
    if (request.wished) consider(connection, best, name(request.lane), tier, now);
    if (request.otherLane) consider(connection, best, name(other), tier, now);
  }
  return best;
}

}  // namespace

Result<std::optional<Job>> SqliteJobTable::claim(const ClaimRequest& request) {
  return database_.write([&](Connection& connection, Milliseconds now) -> std::optional<Job> {
    endExpired(change(connection, now));
    const Candidate chosen = choose(connection, request, now);
    if (chosen.place == 0) return std::nullopt;
    std::string id;
    {
      Statement take(
          connection,
          "UPDATE job SET state = 'running', token = token + 1, worker = ?, started = ?, lease_until = ?, "
          "not_before = 0 WHERE place = ? RETURNING id",
          request.worker, now, now + request.lease, chosen.place);
      while (take.step()) id = take.text(0);
    }
    auto job = findJob(connection, id);
    appendEvent(connection, id, now, "running",
                "{\"attempt\":" + std::to_string(job->token) + ",\"lane\":\"" +
                    std::string(name(request.lane)) + "\"}");
    return job;
  });
}

Result<int> SqliteJobTable::reclaimExpired() {
  return database_.write(
      [&](Connection& connection, Milliseconds now) { return endExpired(change(connection, now)); });
}

}  // namespace gradevault::jobs::sqlite
