/// The http library alone as a program, for suites that attack it: serves GET /healthz (class control), GET
/// /hello and POST /echo (api), POST /upload (upload) and GET /events (events) on a free port, prints that
/// port and ends when its stdin does.
#include <chrono>
#include <iostream>
#include <thread>

#include "gradevault/http/server.hpp"

namespace {

using namespace gradevault::http;

Reply text(std::string body) {
  Reply reply;
  reply.mediaType = "text/plain";
  reply.body = std::move(body);
  return reply;
}

Route route(std::string method, std::string pattern, RouteClass kind, std::function<Reply(Call&)> handler) {
  Route made;
  made.method = std::move(method);
  made.pattern = std::move(pattern);
  made.kind = kind;
  made.handler = std::move(handler);
  made.streams = kind == RouteClass::upload;
  return made;
}

Reply countBody(Call& call) {
  std::size_t size = 0;
  const auto read = call.readBody([&](std::span<const char> bytes) {
    size += bytes.size();
    return true;
  });
  return read.ok() ? text(std::to_string(size)) : problem(400, "cut", "Cut", "The body was cut short");
}

Reply events(Call&) {
  Reply reply;
  reply.body = EventStream{[](const auto& write, const auto& alive) {
    while (alive() && write("data: tick\n\n")) std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }};
  return reply;
}

}  // namespace

int main() {
  std::vector<Route> routes;
  routes.push_back(route("GET", "/healthz", RouteClass::control, [](Call&) { return text("ok"); }));
  routes.push_back(route("GET", "/hello", RouteClass::api, [](Call&) { return text("hello"); }));
  routes.push_back(route("POST", "/echo", RouteClass::api, [](Call& call) { return text(call.body()); }));
  routes.push_back(route("POST", "/upload", RouteClass::upload, countBody));
  routes.push_back(route("GET", "/events", RouteClass::events, events));
  ServerSettings settings;
  settings.requestsPerSecond = 0;
  auto server = Server::start(settings, std::move(routes));
  if (!server.ok()) {
    std::cerr << server.error().message << '\n';
    return 1;
  }
  std::cout << (*server)->port() << std::endl;
  while (std::cin.get() != std::istream::traits_type::eof()) continue;
  (*server)->stop(1);
}
