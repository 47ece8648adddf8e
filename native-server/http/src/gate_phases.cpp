#include <array>

#include "gate.hpp"

namespace gradevault::http {
namespace {

constexpr std::size_t kReadAtOnce = 16 << 10;
/// How much of a body that was refused is read on, so that the client sees the answer instead of a reset.
constexpr std::int64_t kMostDiscarded = 4 << 20;
constexpr double kLingerSeconds = 2;
/// A client that sends without end gets this many reads and answers in a row.
constexpr int kMostSteps = 32;

Refusal headTooLarge() {
  return {431, "headers_too_large", "The headers are too large", "Send fewer or shorter headers", true};
}

}  // namespace

void Gate::advance(Connection& connection) {
  bool on = true;
  for (int step = 0; on; ++step) {
    if (step == kMostSteps) {
      again_.push_back(waiting_.at(connection.transport->descriptor()));
      return;
    }
    switch (connection.phase) {
      case Connection::Phase::handshake:
        on = handshake(connection);
        break;
      case Connection::Phase::head:
        on = readHead(connection);
        break;
      case Connection::Phase::body:
        on = readSmallBody(connection);
        break;
      case Connection::Phase::replying:
        on = sendReply(connection);
        break;
      case Connection::Phase::lingering:
        on = linger(connection);
        break;
    }
  }
}

bool Gate::handshake(Connection& connection) {
  const auto wait = connection.transport->handshake();
  if (wait == Wait::ended) return close(connection);
  if (wait != Wait::none) return arm(connection, wait);
  connection.phase = Connection::Phase::head;
  return true;
}

bool Gate::readHead(Connection& connection) {
  auto& input = connection.input;
  if (!input.empty() && !connection.begun) {
    connection.begun = true;
    connection.deadline = after(std::chrono::steady_clock::now(), settings_.headerSeconds);
  }
  if (!connection.skippedLine && input.starts_with("\r\n")) {  // RFC 9112, 2.2: after some clients' bodies
    connection.skippedLine = true;
    input.erase(0, 2);
    connection.looked = 0;
  }
  const auto end = headEnd(input, connection.looked);
  if (end == std::string::npos) {
    refuse(connection,
           {400, "malformed_request", "The request is malformed", "A line does not end with CR LF", true},
           nullptr, nullptr);
    return true;
  }
  const auto size = end == 0 ? input.size() : end;
  if (static_cast<std::int64_t>(size) > settings_.maxHeaderBytes) {
    refuse(connection, headTooLarge(), nullptr, nullptr);
    return true;
  }
  if (end == 0) {
    connection.looked = input.size();
    return readMore(connection);
  }
  const auto head = input.substr(0, end);
  input.erase(0, end);
  connection.looked = 0;
  judge(connection, head);
  // With an answering thread now, or waiting for its small body, or with an answer to send.
  return waiting_.contains(connection.transport->descriptor());
}

bool Gate::readSmallBody(Connection& connection) {
  const auto wanted = static_cast<std::size_t>(connection.request->head.contentLength);
  if (connection.input.size() < wanted) return readMore(connection);
  auto request = std::move(*connection.request);
  connection.request.reset();
  return admit(connection, std::move(request));
}

bool Gate::readMore(Connection& connection) {
  std::array<char, kReadAtOnce> buffer;
  const auto moved = connection.transport->read(buffer);
  if (moved.wait == Wait::ended) return close(connection);
  connection.input.append(buffer.data(), moved.bytes);
  return moved.wait == Wait::none || arm(connection, moved.wait);
}

bool Gate::sendReply(Connection& connection) {
  while (connection.sent < connection.output.size()) {
    const auto moved =
        connection.transport->write(std::string_view(connection.output).substr(connection.sent));
    connection.sent += moved.bytes;
    if (moved.wait == Wait::ended) return close(connection);
    if (moved.wait != Wait::none) return arm(connection, moved.wait);
  }
  connection.output.clear();
  connection.sent = 0;
  const auto now = std::chrono::steady_clock::now();
  if (!connection.closeAfter && !stopping_) {
    awaitRequest(connection, now);
    return true;
  }
  connection.transport->finish();
  connection.phase = Connection::Phase::lingering;
  connection.deadline = after(now, kLingerSeconds);
  return true;
}

bool Gate::linger(Connection& connection) {
  std::array<char, kReadAtOnce> buffer;
  // The socket's bytes, whatever they mean: TLS has said goodbye.
  const auto moved = connection.transport->discard(buffer);
  connection.discarded += static_cast<std::int64_t>(moved.bytes);
  if (moved.wait == Wait::ended || connection.discarded > kMostDiscarded) return close(connection);
  return moved.wait == Wait::none || arm(connection, moved.wait);
}

void Gate::awaitRequest(Connection& connection, TimePoint now) {
  connection.phase = Connection::Phase::head;
  connection.since = now;
  connection.deadline = after(now, settings_.keepAliveSeconds);
  connection.begun = false;
  connection.skippedLine = false;
  connection.looked = 0;
}

void Gate::expire(Connection& connection) {
  const bool inHead = connection.phase == Connection::Phase::head && connection.begun;
  if (!inHead && connection.phase != Connection::Phase::body) {
    close(connection);
    return;
  }
  const Refusal late{408, "too_slow", "The request came too slowly", "Send it faster", true};
  const auto* request = connection.request ? &*connection.request : nullptr;
  refuse(connection, late, request ? &request->head : nullptr, request ? request->match.route : nullptr);
  advance(connection);
}

}  // namespace gradevault::http
