#include <charconv>

#include "analysis_json.hpp"
#include "gradevault/api/job_files.hpp"
#include "problems.hpp"
#include "routes.hpp"

namespace gradevault::api {
namespace {

constexpr int mostInAList = 200;
constexpr int usualInAList = 50;

SignPath signer(const Context& context) {
  return
      [&context](const std::string& path) { return context.access.sign(path, context.settings.linkSeconds); };
}

/// The job in the path, when it exists for this caller; or the problem.
std::variant<jobs::Job, http::Reply> jobOf(const Context& context, const http::Call& call,
                                           const Caller& caller) {
  auto job = context.services.store.jobs().find(call.parameter("id"));
  if (!job.ok()) return context.failed(job.error());
  if (!*job || !caller.sees((*job)->request.owner)) return problems::notFound("analysis");
  return std::move(**job);
}

/// What a list's query asks for; or the problem.
std::variant<jobs::ListRequest, http::Reply> listRequest(const http::Call& call, const Caller& caller) {
  jobs::ListRequest request;
  if (!caller.admin) request.owner = caller.owner;
  if (const auto status = call.query("status")) {
    request.state = jobs::jobState(*status);
    if (!request.state)
      return problems::invalidRequest(
          "status: expected one of queued, running, done, failed, cancelled, quarantined");
  }
  request.scanId = call.query("scanId").value_or("");
  request.after = call.query("after").value_or("");
  request.limit = usualInAList;
  if (const auto limit = call.query("limit")) {
    const auto [end, error] = std::from_chars(limit->data(), limit->data() + limit->size(), request.limit);
    if (error != std::errc() || end != limit->data() + limit->size() || request.limit < 1 ||
        request.limit > mostInAList)
      return problems::invalidRequest("limit: expected a whole number from 1 to " +
                                      std::to_string(mostInAList));
  }
  return request;
}

http::Reply list(const Context& context, const http::Call& call, const Caller& caller) {
  auto read = listRequest(call, caller);
  if (auto* problem = std::get_if<http::Reply>(&read)) return std::move(*problem);
  const auto& request = std::get<jobs::ListRequest>(read);
  const auto found = context.services.store.jobs().list(request);
  if (!found.ok()) {
    if (found.error().code == ErrorCode::invalid_argument)
      return problems::invalidRequest("after: expected the id of an analysis that is still there");
    return context.failed(found.error());
  }
  std::string body = "{\"analyses\":[";
  for (std::size_t i = 0; i < found->size(); ++i)
    body += (i == 0 ? "" : ",") + analysisSummaryJson((*found)[i], signer(context));
  body += "]";
  // A page that is not full is the last one.
  if (found->size() == static_cast<std::size_t>(request.limit))
    body += ",\"next\":\"" + found->back().id + "\"";
  return json(200, body + "}");
}

http::Reply get(const Context& context, const http::Call& call, const Caller& caller) {
  auto found = jobOf(context, call, caller);
  if (auto* problem = std::get_if<http::Reply>(&found)) return std::move(*problem);
  return json(200, analysisJson(std::get<jobs::Job>(found), signer(context)));
}

/// Of a job that goes on: cancels it. Of one that has ended: takes it away with all that it left.
http::Reply remove(const Context& context, const http::Call& call, const Caller& caller) {
  auto found = jobOf(context, call, caller);
  if (auto* problem = std::get_if<http::Reply>(&found)) return std::move(*problem);
  const auto& job = std::get<jobs::Job>(found);
  auto& table = context.services.store.jobs();
  if (!jobs::isFinal(job.state)) {
    const auto cancelled = table.cancel(job.id);
    if (!cancelled.ok()) return context.failed(cancelled.error());
    if (!*cancelled) return problems::notFound("analysis");
    // It may have ended just before; then there was nothing to cancel, and nothing is taken away either.
    return json(jobs::isFinal((*cancelled)->state) ? 200 : 202,
                analysisSummaryJson(**cancelled, signer(context)));
  }
  const auto removed = table.remove(job.id);
  if (!removed.ok()) return context.failed(removed.error());
  if (!*removed) return problems::notFound("analysis");
  const Status files = removeJobFiles(context.services, **removed);
  // They belong to no job now; the janitor finds them.
  if (!files.ok() && context.services.complain) context.services.complain(files.error().message);
  http::Reply reply;
  reply.status = 204;
  return reply;
}

http::Reply retry(const Context& context, const http::Call& call, const Caller& caller) {
  if (context.draining) return problems::draining();
  auto found = jobOf(context, call, caller);
  if (auto* problem = std::get_if<http::Reply>(&found)) return std::move(*problem);
  const auto job = context.services.store.jobs().requeue(std::get<jobs::Job>(found).id);
  if (!job.ok()) return context.failed(job.error());
  if (!*job)
    return problems::conflict("not_retryable",
                              "only an analysis that failed or is quarantined can be retried");
  return json(202, acceptedJson(**job, signer(context)));
}

}  // namespace

std::vector<http::Route> analysisRoutes(const Context& context) {
  using Function = http::Reply (*)(const Context&, const http::Call&, const Caller&);
  const auto route = [&context](const char* method, const char* pattern, const char* scope,
                                Function function) {
    http::Route made{.method = method, .pattern = pattern, .maxBody = 0, .handler = nullptr};
    made.handler = withKey(context, scope, [&context, function](http::Call& call, const Caller& caller) {
      return function(context, call, caller);
    });
    return made;
  };
  return {route("GET", "/v1/analyses", "analyses:read", list),
          route("GET", "/v1/analyses/{id}", "analyses:read", get),
          route("DELETE", "/v1/analyses/{id}", "analyses:write", remove),
          route("POST", "/v1/analyses/{id}/retry", "admin", retry)};
}

}  // namespace gradevault::api
