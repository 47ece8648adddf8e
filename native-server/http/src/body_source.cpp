#include "body_source.hpp"

#include <algorithm>
#include <array>

namespace gradevault::http {
namespace {

constexpr std::size_t kReadAtOnce = 16 << 10;

Pace paceOf(const Route& route, const ServerSettings& settings) {
  if (route.streams) return {settings.uploadGrace, settings.minUploadRate};
  // No byte earns time: the whole body has `bodySeconds` of waiting.
  return {settings.bodySeconds, 1e18};
}

}  // namespace

BodySource::BodySource(Connection& connection, const Request& request, const ServerSettings& settings)
    : connection_(connection),
      chunked_(request.head.chunked),
      continueDue_(request.head.expectsContinue),
      remaining_(std::max<std::int64_t>(request.head.contentLength, 0)),
      pace_(paceOf(*request.match.route, settings)) {}

bool BodySource::complete() const noexcept {
  return chunked_ ? guard_.complete() && approved_ == 0 : remaining_ == 0;
}

ssize_t BodySource::read(char* into, std::size_t size) {
  if (complete()) return 0;
  if (trouble_ != Trouble::none) return -1;
  auto& input = connection_.input;
  if (approved_ == 0 && input.empty() && !fill()) return -1;
  std::size_t count = std::min(size, input.size());
  if (chunked_) {
    if (approved_ == 0) {
      const auto taken = guard_.take(input);
      if (!taken) return failed(Trouble::malformed);
      approved_ = *taken;
    }
    count = std::min(size, approved_);
    approved_ -= count;
  } else {
    count = static_cast<std::size_t>(std::min<std::int64_t>(static_cast<std::int64_t>(count), remaining_));
    remaining_ -= static_cast<std::int64_t>(count);
  }
  std::copy_n(input.data(), count, into);
  input.erase(0, count);
  bytes_ += static_cast<std::int64_t>(count);
  return static_cast<ssize_t>(count);
}

bool BodySource::fill() {
  if (continueDue_ && !sayContinue()) return false;
  auto& input = connection_.input;
  std::array<char, kReadAtOnce> buffer;
  for (;;) {
    const auto moved = connection_.transport->read(buffer);
    pace_.moved(moved.bytes);
    if (moved.bytes > 0) {
      input.assign(buffer.data(), moved.bytes);
      return true;
    }
    if (moved.wait == Wait::ended) {
      trouble_ = Trouble::gone;
      return false;
    }
    if (moved.wait == Wait::none) continue;
    if (!waitAtPace(pace_,
                    [&](double seconds) { return connection_.transport->await(moved.wait, seconds); })) {
      trouble_ = Trouble::slow;
      return false;
    }
  }
}

bool BodySource::sayContinue() {
  continueDue_ = false;
  constexpr std::string_view line = "HTTP/1.1 100 Continue\r\n\r\n";
  // A handful of bytes into an empty socket buffer: all or the client is gone.
  if (connection_.transport->write(line).bytes == line.size()) return true;
  trouble_ = Trouble::gone;
  return false;
}

}  // namespace gradevault::http
