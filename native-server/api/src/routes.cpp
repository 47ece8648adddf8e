#include "routes.hpp"

#include "problems.hpp"

namespace gradevault::api {

http::Reply Context::failed(const Error& error) const {
  if (services.complain) services.complain(error.message);
  return problems::ours(error);
}

std::function<http::Reply(http::Call&)> withKey(const Context& context, std::string scope, Handler handler) {
  return [&context, scope = std::move(scope), handler = std::move(handler)](http::Call& call) {
    auto admission = context.access.admit(call, scope);
    if (auto* refused = std::get_if<http::Reply>(&admission)) return std::move(*refused);
    return handler(call, std::get<Caller>(admission));
  };
}

std::function<http::Reply(http::Call&)> withKeyOrLink(const Context& context, std::string scope,
                                                      Handler handler) {
  return [&context, scope = std::move(scope), handler = std::move(handler)](http::Call& call) {
    auto admission = context.access.admitLink(call, scope);
    if (auto* refused = std::get_if<http::Reply>(&admission)) return std::move(*refused);
    return handler(call, std::get<Caller>(admission));
  };
}

http::Reply json(int status, std::string body) {
  http::Reply reply;
  reply.status = status;
  reply.headers.emplace_back("Cache-Control", "no-store");
  reply.body = std::move(body);
  return reply;
}

}  // namespace gradevault::api
