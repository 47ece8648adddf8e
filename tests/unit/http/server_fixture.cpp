#include "server_fixture.hpp"

#include <stdexcept>

namespace gradevault::http {
namespace {

Reply text(std::string body) {
  Reply reply;
  reply.mediaType = "text/plain";
  reply.body = std::move(body);
  return reply;
}

Route route(std::string method, std::string pattern, std::function<Reply(Call&)> handler,
            RouteClass kind = RouteClass::api) {
  Route made;
  made.method = std::move(method);
  made.pattern = std::move(pattern);
  made.kind = kind;
  made.handler = std::move(handler);
  return made;
}

Reply upload(Call& call) {
  std::size_t size = 0;
  const auto read = call.readBody([&](std::span<const char> bytes) {
    size += bytes.size();
    return true;
  });
  return read.ok() ? text(std::to_string(size))
                   : problem(400, "upload_failed", "Upload failed", "It was cut short");
}

Reply parts(Call& call) {
  std::string seen;
  std::size_t size = 0;
  const auto read = call.readParts(
      [&](const Call::Part& part) {
        if (!seen.empty()) seen += "=" + std::to_string(size) + ";";
        size = 0;
        seen += part.name + "|" + part.fileName + "|" + part.mediaType;
        return true;
      },
      [&](std::span<const char> bytes) {
        size += bytes.size();
        return true;
      });
  if (!read.ok()) return problem(400, "parts_failed", "No parts", "They cannot be read");
  return text(seen + "=" + std::to_string(size));
}

}  // namespace

void ServerTest::start() {
  auto started = Server::start(settings_, routes(), [this](const Served& served) {
    const std::lock_guard lock(mutex_);
    served_.push_back(served);
  });
  ASSERT_TRUE(started.ok()) << started.error().message;
  server_ = std::move(*started);
}

void ServerTest::TearDown() {
  release_ = true;
  server_.reset();
}

std::vector<Served> ServerTest::served() const {
  const std::lock_guard lock(mutex_);
  return served_;
}

std::vector<Route> ServerTest::routes() {
  std::vector<Route> all;
  all.push_back(route("GET", "/hello", [this](Call&) {
    ++calls_;
    return text("hello");
  }));
  all.push_back(route("POST", "/echo", [this](Call& call) {
    ++calls_;
    return text(call.body());
  }));
  all.back().maxBody = 1000;
  all.push_back(route("POST", "/big", [](Call& call) { return text(std::to_string(call.body().size())); }));
  all.back().maxBody = 1'000'000;
  all.push_back(route(
      "POST", "/upload",
      [this](Call& call) {
        ++calls_;
        return upload(call);
      },
      RouteClass::upload));
  all.back().streams = true;
  all.back().maxBody = 1'000'000;
  all.push_back(route(
      "POST", "/unread", [](Call&) { return problem(401, "no_key", "No key", "Send a key"); },
      RouteClass::upload));
  all.back().streams = true;
  all.back().maxBody = 100'000'000;
  all.push_back(route("POST", "/parts", parts, RouteClass::upload));
  all.back().streams = true;
  all.push_back(route("GET", "/things/{id}", [](Call& call) {
    return text(call.parameter("id") + "?" + call.query("q").value_or("-"));
  }));
  all.push_back(route("DELETE", "/things/{id}", [](Call&) {
    Reply reply;
    reply.status = 204;
    return reply;
  }));
  all.push_back(route("GET", "/rest/{rest...}", [](Call& call) { return text(call.parameter("rest")); }));
  all.push_back(route("GET", "/throws", [](Call&) -> Reply { throw std::runtime_error("/secret/path"); }));
  all.push_back(route("GET", "/splits", [](Call&) {
    auto reply = text("x");
    reply.headers.emplace_back("Location", "/a\r\nSet-Cookie: b=c");
    return reply;
  }));
  all.push_back(route(
      "GET", "/health", [](Call&) { return text("ok"); }, RouteClass::control));
  all.push_back(
      route("GET", "/peer", [](Call& call) { return text(call.peer() + (call.secure() ? " secure" : "")); }));
  all.push_back(route(
      "GET", "/wait",
      [this](Call& call) {
        ++waiting_;
        while (!release_ && call.connected()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
        --waiting_;
        return text("waited");
      },
      RouteClass::waiting));
  all.push_back(route(
      "GET", "/events",
      [this](Call&) {
        Reply reply;
        reply.body = EventStream{[this](const auto& write, const auto& alive) {
          ++waiting_;
          for (int number = 0; !release_ && alive(); ++number) {
            if (!write("data: " + std::to_string(number) + "\n\n")) break;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
          }
          --waiting_;
        }};
        return reply;
      },
      RouteClass::events));
  all.push_back(route(
      "GET", "/endless",
      [this](Call&) {
        Reply reply;
        reply.body = EventStream{[this](const auto& write, const auto&) {
          ++waiting_;
          const std::string much(64 << 10, 'x');
          while (write(much)) continue;
          --waiting_;
        }};
        return reply;
      },
      RouteClass::events));
  all.push_back(route(
      "GET", "/file",
      [this](Call&) {
        Reply reply;
        reply.body = FileBody{file_, "video/mp4", fileTag_};
        return reply;
      },
      RouteClass::download));
  return all;
}

}  // namespace gradevault::http
