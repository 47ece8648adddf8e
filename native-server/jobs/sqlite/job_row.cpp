#include "job_row.hpp"

#include "artifact_list.hpp"

namespace gradevault::jobs::sqlite {
namespace {

constexpr std::string_view columns =
    "id, state, tier, lane, token, errors, crashes, losses, worker, created, started, finished, lease_until, "
    "not_before, cancel_requested, problem_code, problem_detail, video_url, capture_file, file_name, "
    "scan_id, shot, "
    "engine, trusted, callback_url, owner, results, verdict, options, artifacts, precheck, ";

}  // namespace

std::string selectJob(Portion portion, std::string_view rest) {
  std::string sql = "SELECT ";
  sql += columns;
  sql += portion == Portion::whole ? "report" : "''";
  sql += " FROM job ";
  sql += rest;
  return sql;
}

Job readJob(const Statement& row) {
  Job job;
  int column = 0;
  job.id = row.text(column++);
  job.state = jobState(row.text(column++)).value_or(JobState::failed);
  job.request.tier = tier(row.text(column++)).value_or(Tier::standard);
  job.request.lane = lane(row.text(column++));
  job.token = row.number(column++);
  job.errors = row.small(column++);
  job.crashes = row.small(column++);
  job.losses = row.small(column++);
  job.worker = row.text(column++);
  job.created = row.number(column++);
  job.started = row.number(column++);
  job.finished = row.number(column++);
  job.leaseUntil = row.number(column++);
  job.notBefore = row.number(column++);
  job.cancelRequested = row.number(column++) != 0;
  Problem problem;
  problem.code = row.text(column++);
  problem.detail = row.text(column++);
  if (!problem.code.empty()) job.problem = std::move(problem);
  job.request.videoUrl = row.text(column++);
  job.request.captureFile = row.text(column++);
  job.request.fileName = row.text(column++);
  job.request.scanId = row.text(column++);
  job.request.shot = row.text(column++);
  job.request.engine = row.text(column++);
  job.request.trusted = row.number(column++) != 0;
  job.request.callbackUrl = row.text(column++);
  job.request.owner = row.text(column++);
  job.results = row.text(column++);
  job.verdict = row.text(column++);
  job.request.options = row.text(column++);
  job.artifacts = readArtifacts(row.text(column++));
  job.request.precheck = row.text(column++);
  job.report = row.text(column++);
  return job;
}

std::optional<Job> findJob(Connection& connection, const std::string& id, Portion portion) {
  Statement statement(connection, selectJob(portion, "WHERE id = ?"), id);
  if (!statement.step()) return std::nullopt;
  return readJob(statement);
}

}  // namespace gradevault::jobs::sqlite
