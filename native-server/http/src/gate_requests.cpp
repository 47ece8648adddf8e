#include <sys/epoll.h>

#include <algorithm>
#include <cmath>

#include "admission.hpp"
#include "gate.hpp"
#include "header_syntax.hpp"
#include "plain_answer.hpp"
#include "standing_headers.hpp"

namespace gradevault::http {
namespace {

/// Bodies up to this size are collected before a thread is taken.
constexpr std::int64_t kSmallBody = 64 << 10;

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>  // clang 14 does not know it by itself
Overloaded(Cases...) -> Overloaded<Cases...>;

Reply emptyReply(Headers headers) {
  Reply reply;
  reply.status = 204;
  reply.headers = std::move(headers);
  return reply;
}

}  // namespace

void Gate::judge(Connection& connection, std::string_view text) {
  auto parsed = parseRequestHead(text, settings_);
  if (const auto* refused = std::get_if<Refusal>(&parsed))
    return refuse(connection, *refused, nullptr, nullptr);
  const RequestHead head = std::get<RequestHead>(parsed);
  auto judged = judgeHead(head, connection, routes_, settings_);
  std::visit(
      Overloaded{
          [&](const Refusal& refusal) { refuse(connection, refusal, &head, nullptr); },
          [&](Preflight& preflight) {
            reply(connection, emptyReply(std::move(preflight.headers)), &head, nullptr, !head.keepAlive);
          },
          [&](const Options& options) {
            reply(connection, emptyReply({{"Allow", options.allow}}), &head, nullptr, !head.keepAlive);
          },
          [&](Request& request) {
            const auto& route = *request.match.route;
            const bool limited = route.kind != RouteClass::control && route.kind != RouteClass::events;
            const double wait = limited ? rates_.admit(request.peer, request.begun) : 0;
            if (wait > 0) {
              Refusal refusal{429, "rate_limited", "Too many requests", "Wait as long as Retry-After says"};
              refusal.retryAfter = std::max(1, static_cast<int>(std::ceil(wait)));
              return refuse(connection, refusal, &head, &route);
            }
            if (route.streams || head.chunked || head.contentLength <= 0 || head.contentLength > kSmallBody) {
              static_cast<void>(admit(connection, std::move(request)));
              return;
            }
            if (request.head.expectsContinue && connection.input.empty()) {
              static_cast<void>(connection.transport->write("HTTP/1.1 100 Continue\r\n\r\n"));
            }
            request.head.expectsContinue = false;
            connection.phase = Connection::Phase::body;
            connection.deadline = after(request.begun, settings_.bodySeconds);
            connection.request = std::move(request);
          }},
      judged);
}

bool Gate::admit(Connection& connection, Request request) {
  const auto& route = *request.match.route;
  const int descriptor = connection.transport->descriptor();
  Refusal full{503, "busy", "The server is busy", "Try again when Retry-After says"};
  full.retryAfter = 1;
  if (!counts_.enter(route.kind)) {
    refuse(connection, full, &request.head, &route);
    return true;
  }
  const auto owned = waiting_.at(descriptor);
  ::epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, descriptor, nullptr);
  {
    const std::lock_guard lock(mutex_);
    busy_.insert(owned);
  }
  auto shared = std::make_shared<Request>(std::move(request));
  if (threads_.run([this, owned, shared](Exchange& exchange) { answer(owned, *shared, exchange); })) {
    waiting_.erase(descriptor);
    return false;
  }
  {
    const std::lock_guard lock(mutex_);
    busy_.erase(owned);
  }
  counts_.leave(route.kind);
  connection.armed = Wait::none;
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = descriptor;
  if (::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, descriptor, &event) != 0) return close(connection);
  connection.armed = Wait::readable;
  refuse(connection, full, &shared->head, &route);
  return true;
}

void Gate::answer(const std::shared_ptr<Connection>& connection, const Request& request, Exchange& exchange) {
  const auto& route = *request.match.route;
  Exchanged exchanged;
  try {
    exchanged = exchange.answer(*connection, request, stopping_);
  } catch (...) {  // out of memory within httplib: this connection ends, the server goes on
    exchanged.status = 500;
  }
  counts_.leave(route.kind);
  if (served_) {
    const auto took = std::chrono::steady_clock::now() - request.begun;
    served_({request.head.method, route.pattern, route.kind, exchanged.status,
             std::chrono::duration<double>(took).count(), exchanged.bytesIn, exchanged.bytesOut,
             request.peer});
  }
  {
    const std::lock_guard lock(mutex_);
    busy_.erase(connection);
    returned_.emplace_back(connection, exchanged.reusable);
  }
  wake();
}

void Gate::refuse(Connection& connection, const Refusal& refusal, const RequestHead* head,
                  const Route* route) {
  const bool close = refusal.mustClose || head == nullptr || !head->keepAlive || head->hasBody();
  reply(connection, refusalReply(refusal), head, route, close);
}

void Gate::reply(Connection& connection, const Reply& reply, const RequestHead* head, const Route* route,
                 bool close) {
  const auto kind = route != nullptr ? route->kind : RouteClass::api;
  const auto standing =
      standingHeaders(settings_, kind, head != nullptr ? head->value("Origin") : std::string_view());
  connection.output = plainAnswer(reply, standing, head == nullptr || head->method != "HEAD", close);
  connection.sent = 0;
  connection.closeAfter = close;
  connection.phase = Connection::Phase::replying;
  connection.deadline = after(std::chrono::steady_clock::now(), settings_.stallSeconds);
  if (!served_) return;
  Served served;
  served.method = head != nullptr ? head->method : "";
  served.route = route != nullptr ? route->pattern : "";
  served.kind = kind;
  served.status = reply.status;
  served.bytesOut = static_cast<std::int64_t>(connection.output.size());
  served.peer = connection.peer;
  served_(served);
}

}  // namespace gradevault::http
