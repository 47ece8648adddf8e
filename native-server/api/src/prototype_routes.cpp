#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "analysis_json.hpp"
#include "analysis_request.hpp"
#include "client_url.hpp"
#include "problems.hpp"
#include "prototype_answer.hpp"
#include "routes.hpp"
#include "submission.hpp"

/// The earlier prototype's calls, so that an app that knows them changes a URL and nothing else.
namespace gradevault::api {
namespace {

constexpr double lookSeconds = 0.5;  ///< between looks whether the client is still there

/// Other fields are not refused: what the prototype was sent besides, it did not look at.
jobs::JobRequest readRequest(JsonFields& fields, const outgoing::AddressPolicy& reachable) {
  jobs::JobRequest job;
  job.scanId = fields.text("scanId", 200);  // first: an answer that something else is wrong carries it
  job.videoUrl = fields.text("videoUrl", longestUrl);
  fields.expect(!job.videoUrl.empty(), "videoUrl", "expected the capture's URL");
  if (!job.videoUrl.empty())
    if (const auto complaint = complaintAboutUrl(job.videoUrl, reachable))
      fields.expect(false, "videoUrl", *complaint);
  const std::string itemType = fields.text("itemType", 200);
  const bool known = itemType.empty() || itemType == "comic" || itemType == "card" || itemType == "toy";
  fields.expect(known, "itemType", "expected one of comic, card, toy");
  if (!itemType.empty()) job.options = nlohmann::json({{"itemType", itemType}}).dump();
  return job;
}

/// Waits for the job's end; the job as it is then, or when the client went away, the time was over or the
/// server stops.
Result<std::optional<jobs::Job>> ended(const Context& context, const http::Call& call,
                                       const std::string& id) {
  EventHub::Listener listener = context.hub.listen(id);
  const auto until =
      std::chrono::steady_clock::now() + std::chrono::duration<double>(context.settings.waitSeconds);
  std::int64_t seen = 0;
  while (true) {
    auto job = context.services.store.jobs().find(id);
    if (!job.ok() || !*job || jobs::isFinal((*job)->state)) return job;
    // Progress is of no interest here: another look only when the state may have changed.
    for (bool changed = false; !changed;) {
      if (!call.connected() || context.hub.stopped() || std::chrono::steady_clock::now() >= until) return job;
      const auto events = listener.next(seen, lookSeconds);
      if (!events.ok()) return events.error();
      for (const jobs::Event& event : *events) {
        seen = event.number;
        changed = changed || jobs::jobState(event.type).has_value();
      }
    }
  }
}

http::Reply trigger(const Context& context, http::Call& call, const Caller& caller,
                    std::optional<jobs::Lane> lane) {
  JsonFields fields(call.body(), maxRequestBytes);
  jobs::JobRequest request = readRequest(fields, context.settings.reachable);
  if (const auto& error = fields.error())
    return prototypeProblem(problems::invalidRequest(*error), request.scanId);
  if (auto refusal = refusalNow(context)) return prototypeProblem(*refusal, request.scanId);
  if (auto refusal = refusalOf(caller, request)) return prototypeProblem(*refusal, request.scanId);
  auto key = idempotencyKey(call);
  if (auto* problem = std::get_if<http::Reply>(&key)) return prototypeProblem(*problem, request.scanId);
  request.owner = caller.owner;
  request.lane = lane;
  auto submission = submit(context, request, std::get<std::optional<std::string>>(key), fields.canonical());
  if (auto* problem = std::get_if<http::Reply>(&submission))
    return prototypeProblem(*problem, request.scanId);
  const auto job = ended(context, call, std::get<Accepted>(submission).job.id);
  if (!job.ok()) return prototypeProblem(context.failed(job.error()), request.scanId);
  if (!*job) return prototypeProblem(problems::notFound("analysis"), request.scanId);
  if (!jobs::isFinal((*job)->state)) return prototypeProblem(problems::waitedTooLong(), request.scanId);
  const std::string base = baseUrl(context.settings.publicUrl, call);
  return prototypeAnswer(**job, [&](const std::string& path) {
    return base + context.access.sign(path, context.settings.prototypeLinkSeconds);
  });
}

}  // namespace

std::vector<http::Route> prototypeRoutes(const Context& context) {
  const auto route = [&context](const char* pattern, std::optional<jobs::Lane> lane) {
    http::Route made{.method = "POST",
                     .pattern = pattern,
                     .kind = http::RouteClass::waiting,
                     .maxBody = 64 << 10,
                     .handler = nullptr};
    const auto admitted =
        withKey(context, "analyses:write", [&context, lane](http::Call& call, const Caller& caller) {
          return trigger(context, call, caller, lane);
        });
    made.handler = [admitted](http::Call& call) {
      http::Reply reply = admitted(call);
      return reply.status >= 400 && reply.mediaType != "application/json" ? prototypeProblem(reply, "")
                                                                          : reply;
    };
    return made;
  };
  return {route("/trigger_analysis", std::nullopt), route("/trigger_analysis_gpu", jobs::Lane::gpu)};
}

}  // namespace gradevault::api
