#pragma once

#include <optional>
#include <string>
#include <variant>

#include "caller.hpp"
#include "context.hpp"

namespace gradevault::api {

/// Why a request for an analysis is refused before its body is looked at: draining, queue full, disk full.
[[nodiscard]] std::optional<http::Reply> refusalNow(const Context& context);
/// What this caller may not ask for: a tier that its key does not have, trusted media.
[[nodiscard]] std::optional<http::Reply> refusalOf(const Caller& caller, const jobs::JobRequest& request);
/// The request's Idempotency-Key, absent without one; or the problem: empty, too long, several.
[[nodiscard]] std::variant<std::optional<std::string>, http::Reply> idempotencyKey(const http::Call& call);

/// A job that was accepted, now or when the same was asked before; or the problem.
struct Accepted {
  jobs::Job job;
  bool repeated = false;
};
[[nodiscard]] std::variant<Accepted, http::Reply> submit(const Context& context,
                                                         const jobs::JobRequest& request,
                                                         const std::optional<std::string>& key,
                                                         const std::string& fingerprint);
/// What is answered to an Idempotency-Key that was used before; absent for a new one, and without one.
[[nodiscard]] std::optional<http::Reply> earlierAnswer(const Context& context, const std::string& owner,
                                                       const std::optional<std::string>& key,
                                                       const std::string& fingerprint);
/// 202 with {id, status, links}.
[[nodiscard]] http::Reply acceptedReply(const Context& context, const Accepted& accepted);

}  // namespace gradevault::api
