#include "client_stream.hpp"

#include <algorithm>

namespace gradevault::http {
namespace {

/// Nothing of the client's own text: httplib decodes %XX in headers, skips lines and knows several kinds of
/// bodies. It learns how long the body is.
std::string canonicalHead(const RequestHead& head) {
  if (head.chunked) return "POST /- HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
  if (head.contentLength > 0) {
    return "POST /- HTTP/1.1\r\nContent-Length: " + std::to_string(head.contentLength) + "\r\n\r\n";
  }
  return (head.method == "HEAD" ? "HEAD" : "GET") + std::string(" /- HTTP/1.1\r\n\r\n");
}

}  // namespace

ClientStream::ClientStream(Connection& connection, const Request& request, const ServerSettings& settings,
                           BodySource& source)
    : connection_(connection),
      source_(source),
      head_(canonicalHead(request.head)),
      pace_(settings.stallSeconds,
            request.match.route->kind == RouteClass::events ? 0 : settings.minDownloadRate) {}

ssize_t ClientStream::read(char* into, size_t size) {
  if (at_ < head_.size()) {
    const auto count = std::min(size, head_.size() - at_);
    std::copy_n(head_.data() + at_, count, into);
    at_ += count;
    return static_cast<ssize_t>(count);
  }
  // Once the answer has begun, a body that nobody wanted is not read to its end: the connection closes
  // instead.
  if (written_ > 0) return -1;
  return source_.read(into, size);
}

ssize_t ClientStream::write(const char* bytes, size_t size) {
  std::string_view rest(bytes, size);
  while (!rest.empty() && !broken_) {
    const auto moved = connection_.transport->write(rest);
    rest.remove_prefix(moved.bytes);
    written_ += static_cast<std::int64_t>(moved.bytes);
    pace_.moved(moved.bytes);
    if (moved.wait == Wait::none) continue;
    broken_ = moved.wait == Wait::ended || !waitAtPace(pace_, [&](double seconds) {
                return connection_.transport->await(moved.wait, seconds);
              });
  }
  return broken_ ? -1 : static_cast<ssize_t>(size);
}

void ClientStream::get_remote_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

}  // namespace gradevault::http
