#include "webhook_body.hpp"

#include <nlohmann/json.hpp>

namespace gradevault::jobs {

std::string webhookBody(const Job& job) {
  const std::string state(name(job.state));
  nlohmann::ordered_json data{{"id", job.id}, {"scanId", job.request.scanId}, {"status", state}};
  if (!job.verdict.empty()) data["verdict"] = job.verdict;
  data["links"] = {{"self", "/v1/analyses/" + job.id}};
  if (job.problem && job.state != JobState::done) {
    data["error"] = {{"code", job.problem->code}, {"detail", job.problem->detail}};
  }
  const nlohmann::ordered_json body{
      {"type", "analysis." + state}, {"timestamp", rfc3339(job.finished)}, {"data", data}};
  // What clients sent may be no UTF-8; a message about it must still go out.
  return body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace gradevault::jobs
