#include "submission.hpp"

#include <algorithm>

#include "analysis_json.hpp"
#include "problems.hpp"
#include "routes.hpp"

namespace gradevault::api {
namespace {

constexpr std::size_t longestKey = 255;

}  // namespace

std::optional<http::Reply> refusalNow(const Context& context) {
  if (context.draining) return problems::draining();
  if (!context.quota.admits(0)) return problems::insufficientStorage();
  return std::nullopt;
}

std::optional<http::Reply> refusalOf(const Caller& caller, const jobs::JobRequest& request) {
  if (!caller.tiers.empty() && std::ranges::find(caller.tiers, request.tier) == caller.tiers.end())
    return problems::forbidden("it may not ask for the tier " + std::string(jobs::name(request.tier)));
  if (request.trusted && !caller.admin)
    return problems::forbidden("trusted media takes a key with the scope admin");
  return std::nullopt;
}

std::variant<std::optional<std::string>, http::Reply> idempotencyKey(const http::Call& call) {
  if (call.headerCount("Idempotency-Key") == 0) return std::optional<std::string>();
  const std::optional<std::string> key = call.header("Idempotency-Key");
  const bool good = key && !key->empty() && key->size() <= longestKey &&
                    std::ranges::all_of(*key, [](char letter) { return letter >= ' ' && letter < 0x7f; });
  if (!good)
    return problems::invalidRequest("Idempotency-Key: expected once, 1 to " + std::to_string(longestKey) +
                                    " printable ASCII characters");
  return key;
}

std::variant<Accepted, http::Reply> submit(const Context& context, const jobs::JobRequest& request,
                                           const std::optional<std::string>& key,
                                           const std::string& fingerprint) {
  const jobs::Idempotency idempotency{key.value_or(""), fingerprint};
  const auto submission = context.services.store.jobs().submit(request, key ? &idempotency : nullptr);
  if (!submission.ok()) return context.failed(submission.error());
  switch (submission->outcome) {
    case jobs::Submission::Outcome::accepted:
      return Accepted{submission->job, false};
    case jobs::Submission::Outcome::repeated:
      return Accepted{submission->job, true};
    case jobs::Submission::Outcome::differs:
      return problems::idempotencyConflict();
    case jobs::Submission::Outcome::queue_full:
      break;
  }
  return problems::queueFull();
}

std::optional<http::Reply> earlierAnswer(const Context& context, const std::string& owner,
                                         const std::optional<std::string>& key,
                                         const std::string& fingerprint) {
  if (!key) return std::nullopt;
  const auto earlier = context.services.store.jobs().earlierSubmission(owner, {*key, fingerprint});
  if (!earlier.ok()) return context.failed(earlier.error());
  if (!*earlier) return std::nullopt;
  if ((*earlier)->outcome == jobs::Submission::Outcome::differs) return problems::idempotencyConflict();
  return acceptedReply(context, {(*earlier)->job, true});
}

http::Reply acceptedReply(const Context& context, const Accepted& accepted) {
  const SignPath sign = [&](const std::string& path) {
    return context.access.sign(path, context.settings.linkSeconds);
  };
  http::Reply reply = json(202, acceptedJson(accepted.job, sign));
  reply.headers.emplace_back("Location", analysisPath(accepted.job.id));
  if (accepted.repeated) reply.headers.emplace_back("Idempotent-Replayed", "true");
  return reply;
}

}  // namespace gradevault::api
