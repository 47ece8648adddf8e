#include "redirects.hpp"

#include <chrono>

namespace gradevault::outgoing {

Answer<HopAnswer> ask(const AddressPolicy& policy, std::string_view url, HopRequest request, int redirects) {
  auto target = TargetUrl::read(url, policy);
  if (auto* refusal = std::get_if<Refusal>(&target)) return std::move(*refusal);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::duration<double>(request.seconds);
  const bool follows = redirects > 0 && (request.method == "GET" || request.method == "HEAD");
  if (follows) {
    request.wantsBody = [wants = std::move(request.wantsBody)](int status) {
      return !isRedirect(status) && (!wants || wants(status));
    };
  }
  for (int followed = 0;; ++followed) {
    const TargetUrl& here = std::get<TargetUrl>(target);
    auto answer = askOnce(policy, here, request);
    const auto* hop = std::get_if<HopAnswer>(&answer);
    if (hop == nullptr || !follows || !isRedirect(hop->status)) return answer;
    const auto location = headerValue(hop->headers, "location");
    if (!location) return answer;
    if (followed == redirects) {
      return Refusal{"too_many_redirects", "more than " + std::to_string(redirects) + " redirects", false};
    }
    auto next = here.redirected(*location, policy);
    if (auto* refusal = std::get_if<Refusal>(&next)) return std::move(*refusal);
    if (std::get<TargetUrl>(next).origin() != here.origin()) request.headers.clear();
    target = std::move(next);
    const std::chrono::duration<double> left = deadline - std::chrono::steady_clock::now();
    if (left.count() <= 0) return Refusal{"timed_out", "no whole answer in the time given", true};
    request.seconds = left.count();
  }
}

}  // namespace gradevault::outgoing
