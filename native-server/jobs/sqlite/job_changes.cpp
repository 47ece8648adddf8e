#include "job_changes.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "../random_id.hpp"
#include "../webhook_body.hpp"
#include "artifact_list.hpp"
#include "event_log.hpp"
#include "job_row.hpp"
#include "queries.hpp"
#include "statement.hpp"

namespace gradevault::jobs::sqlite {
namespace {

constexpr Milliseconds longestWait = 3'600'000;

std::string dump(const nlohmann::json& data) {
  return data.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

nlohmann::json eventData(const Job& job) {
  auto data = nlohmann::json::object();
  if (!job.verdict.empty()) data["verdict"] = job.verdict;
  if (job.problem) data["error"] = {{"code", job.problem->code}, {"detail", job.problem->detail}};
  return data;
}

void owe(const Change& change, const Job& job, std::int64_t event, const std::string& url,
         const std::string& body) {
  Statement(change.connection,
            "INSERT INTO delivery (id, job, event, url, body, created, next) VALUES (?, ?, ?, ?, ?, ?, ?)",
            randomId("msg_", 26), job.id, event, url, body, change.now, change.now)
      .run();
}

Milliseconds waitAfter(const Limits& limits, int errors) {
  Milliseconds wait = limits.retryAfter;
  for (int i = 1; i < errors && wait < longestWait; ++i) wait *= 2;
  return std::min(wait, longestWait);
}

}  // namespace

void finish(const Change& change, Job& job, JobState state) {
  job.state = state;
  job.finished = change.now;
  job.leaseUntil = 0;
  const Problem problem = job.problem.value_or(Problem{});
  Statement(
      change.connection,
      "UPDATE job SET state = ?, finished = ?, lease_until = 0, not_before = 0, errors = ?, crashes = ?, "
      "losses = ?, problem_code = ?, problem_detail = ?, results = ?, report = ?, verdict = ?, artifacts = ? "
      "WHERE id = ?",
      name(state), job.finished, job.errors, job.crashes, job.losses, problem.code, problem.detail,
      job.results, job.report, job.verdict, writeArtifacts(job.artifacts), job.id)
      .run();
  const std::int64_t event =
      appendEvent(change.connection, job.id, change.now, name(state), dump(eventData(job)));
  thinProgress(change.connection, job.id);
  const std::string body = webhookBody(job);
  if (!job.request.callbackUrl.empty()) owe(change, job, event, job.request.callbackUrl, body);
  if (!change.webhookUrl.empty() && change.webhookUrl != job.request.callbackUrl) {
    owe(change, job, event, change.webhookUrl, body);
  }
}

void returnToQueue(const Change& change, Job& job, Return why) {
  job.state = JobState::queued;
  job.leaseUntil = 0;
  if (why == Return::handedBack) job.started = 0;
  const Problem problem = job.problem.value_or(Problem{});
  Statement(change.connection,
            "UPDATE job SET state = 'queued', started = ?, lease_until = 0, not_before = ?, errors = ?, "
            "crashes = ?, "
            "losses = ?, problem_code = ?, problem_detail = ? WHERE id = ?",
            job.started, job.notBefore, job.errors, job.crashes, job.losses, problem.code, problem.detail,
            job.id)
      .run();
  if (why == Return::handedBack) {
    appendEvent(change.connection, job.id, change.now, "queued", "{}");
    return;
  }
  auto data = eventData(job);
  if (job.notBefore > change.now) data["notBefore"] = rfc3339(job.notBefore);
  appendEvent(change.connection, job.id, change.now, "retry", dump(data));
}

void endAttempt(const Change& change, Job& job, Failure failure, const Problem& problem) {
  job.problem = problem;
  job.notBefore = 0;
  bool isOver = false;
  JobState end = JobState::failed;
  switch (failure) {
    case Failure::rejected:
      isOver = true;
      break;
    case Failure::error:
      isOver = ++job.errors >= change.limits.attempts;
      job.notBefore = change.now + waitAfter(change.limits, job.errors);
      break;
    case Failure::crash:
      isOver = ++job.crashes >= change.limits.crashes;
      end = JobState::quarantined;
      break;
    case Failure::lost:
      isOver = ++job.losses >= change.limits.losses;
      break;
  }
  if (job.cancelRequested) {
    job.problem.reset();
    finish(change, job, JobState::cancelled);
  } else if (isOver) {
    finish(change, job, end);
  } else {
    returnToQueue(change, job, Return::retry);
  }
}

int endExpired(const Change& change) {
  std::vector<Job> expired;
  {
    Statement found(change.connection, selectJob(Portion::whole, whereExpired), change.now);
    while (found.step()) expired.push_back(readJob(found));
  }
  for (Job& job : expired) {
    endAttempt(
        change, job, Failure::lost,
        {"worker_lost", "The worker that had the analysis stopped answering; nothing of it was kept."});
  }
  return static_cast<int>(expired.size());
}

}  // namespace gradevault::jobs::sqlite
