#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "request_head.hpp"
#include "route_table.hpp"
#include "transport.hpp"

namespace gradevault::http {

using TimePoint = std::chrono::steady_clock::time_point;

[[nodiscard]] inline TimePoint after(TimePoint start, double seconds) {
  return start + std::chrono::duration_cast<TimePoint::duration>(std::chrono::duration<double>(seconds));
}

/// A request that may be answered: its head is sound and a route wants it.
struct Request {
  RequestHead head;
  RouteMatch match;
  std::string peer;     ///< the client's address, as a trusted proxy or the socket says
  bool secure = false;  ///< from the client by TLS
  TimePoint begun;      ///< when its head was complete
};

/// One client's connection. It belongs to the gate while it waits for a request, and to an answering thread
/// while one is answered.
struct Connection {
  enum class Phase { handshake, head, body, replying, lingering };

  std::unique_ptr<Transport> transport;
  std::string peer;
  std::string input;  ///< read and not used yet; may hold the requests after this one

  // The gate's.
  Phase phase = Phase::handshake;
  TimePoint since;                 ///< how long it has waited, for who is closed first
  TimePoint deadline;              ///< of the phase
  bool begun = false;              ///< the first byte of a head is there
  bool skippedLine = false;        ///< an empty line before the head was forgiven
  std::size_t looked = 0;          ///< of `input`, for the end of the head
  std::optional<Request> request;  ///< whose small body is being collected
  std::string output;
  std::size_t sent = 0;
  bool closeAfter = false;
  std::int64_t discarded = 0;  ///< bytes while lingering
  Wait armed = Wait::none;     ///< what epoll watches for
};

}  // namespace gradevault::http
