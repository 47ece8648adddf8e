#pragma once

#include <variant>

#include "connection.hpp"

namespace gradevault::http {

struct Preflight {
  Headers headers;
};
struct Options {
  std::string allow;
};

/// What a sound head leads to, before rates and limits: a request for a route, a ready answer, or a refusal.
[[nodiscard]] std::variant<Request, Preflight, Options, Refusal> judgeHead(RequestHead head,
                                                                           const Connection& connection,
                                                                           const RouteTable& routes,
                                                                           const ServerSettings& settings);

}  // namespace gradevault::http
