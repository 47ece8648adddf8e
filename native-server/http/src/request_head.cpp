#include "request_head.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "header_syntax.hpp"

namespace gradevault::http {
namespace {

Refusal malformed(std::string_view detail) {
  return {400, "malformed_request", "The request is malformed", detail, true};
}

/// Takes the text up to the next CRLF off `text`.
std::string_view takeLine(std::string_view& text) {
  const auto end = text.find("\r\n");
  const auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
  return line;
}

std::optional<Refusal> parseRequestLine(std::string_view line, const ServerSettings& limits,
                                        RequestHead& head) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return malformed("The request line has three parts");
  const auto method = line.substr(0, first);
  auto target = line.substr(first + 1, last - first - 1);
  const auto version = line.substr(last + 1);
  if (!isToken(method) || method.size() > 32) return malformed("The method is not a token");
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    if (version.starts_with("HTTP/")) {
      return Refusal{505, "http_version", "Only HTTP/1.1 and 1.0 are spoken here", "Ask again with HTTP/1.1",
                     true};
    }
    return malformed("The request line does not end with a version of HTTP");
  }
  if (static_cast<std::int64_t>(target.size()) > limits.maxTarget) {
    return Refusal{414, "target_too_long", "The address is too long", "Send less in path and query", true};
  }
  const bool printable =
      std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7f; });
  if (!printable) return malformed("The target holds what must be percent-encoded");
  for (const std::string_view scheme : {"http://", "https://"}) {  // absolute form, as to a proxy
    if (equalIgnoringCase(target.substr(0, scheme.size()), scheme)) {
      const auto path = target.find('/', scheme.size());
      target = path == std::string_view::npos ? std::string_view("/") : target.substr(path);
      break;
    }
  }
  if (!target.starts_with('/') || target.find('#') != std::string_view::npos) {
    return malformed("The target is not a path");
  }
  head.method = method;
  head.target = target;
  const auto question = target.find('?');
  head.path = target.substr(0, question);
  if (question != std::string_view::npos) head.query = target.substr(question + 1);
  head.version10 = version == "HTTP/1.0";
  return std::nullopt;
}

std::optional<Refusal> parseHeaders(std::string_view text, const ServerSettings& limits, RequestHead& head) {
  for (auto line = takeLine(text); !line.empty(); line = takeLine(text)) {
    if (line.front() == ' ' || line.front() == '\t') return malformed("A header is folded over lines");
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return malformed("A header has no colon");
    const auto name = line.substr(0, colon);
    const auto value = trimmed(line.substr(colon + 1));
    if (!isToken(name)) return malformed("A header's name is not a token");
    if (!isFieldValue(value)) return malformed("A header's value holds control characters");
    if (static_cast<int>(head.headers.size()) >= limits.maxHeaders) {
      return Refusal{431, "too_many_headers", "Too many headers", "Send fewer headers", true};
    }
    head.headers.emplace_back(name, value);
  }
  return std::nullopt;
}

std::optional<Refusal> readFraming(RequestHead& head) {
  const int lengths = head.count("Content-Length");
  const int codings = head.count("Transfer-Encoding");
  if (lengths > 1) return malformed("Content-Length came more than once");
  if (lengths > 0 && codings > 0) return malformed("Content-Length and Transfer-Encoding came together");
  if (codings > 0) {
    if (head.version10) return malformed("HTTP/1.0 knows no Transfer-Encoding");
    if (codings > 1 || !equalIgnoringCase(head.value("Transfer-Encoding"), "chunked")) {
      return Refusal{501, "transfer_encoding", "Only the transfer coding chunked is understood",
                     "Send the body with Content-Length or chunked", true};
    }
    head.chunked = true;
  }
  if (lengths > 0) {
    const auto text = head.value("Content-Length");
    const bool digits = !text.empty() && text.size() <= 18 &&
                        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) return malformed("Content-Length is not a number");
    std::from_chars(text.data(), text.data() + text.size(), head.contentLength);
  }
  return std::nullopt;
}

std::optional<Refusal> readConnection(RequestHead& head) {
  const int hosts = head.count("Host");
  if (hosts > 1 || (hosts == 0 && !head.version10)) return malformed("Host must come once");
  bool close = false;
  bool keep = false;
  for (const auto& [name, value] : head.headers) {
    if (!equalIgnoringCase(name, "Connection")) continue;
    forEachElement(value, [&](std::string_view option) {
      close = close || equalIgnoringCase(option, "close");
      keep = keep || equalIgnoringCase(option, "keep-alive");
    });
  }
  head.keepAlive = !close && (keep || !head.version10);
  if (head.count("Expect") > 0) {
    if (head.count("Expect") > 1 || !equalIgnoringCase(head.value("Expect"), "100-continue")) {
      return Refusal{417, "expectation", "The expectation cannot be met", "Only 100-continue is known", true};
    }
    head.expectsContinue = head.hasBody() && !head.version10;
  }
  return std::nullopt;
}

}  // namespace

int RequestHead::count(std::string_view name) const {
  return static_cast<int>(std::count_if(headers.begin(), headers.end(), [&](const auto& header) {
    return equalIgnoringCase(header.first, name);
  }));
}

std::string_view RequestHead::value(std::string_view name) const {
  const auto found = std::find_if(headers.rbegin(), headers.rend(),
                                  [&](const auto& header) { return equalIgnoringCase(header.first, name); });
  return found == headers.rend() ? std::string_view() : std::string_view(found->second);
}

std::variant<RequestHead, Refusal> parseRequestHead(std::string_view text, const ServerSettings& limits) {
  RequestHead head;
  if (auto refused = parseRequestLine(takeLine(text), limits, head)) return std::move(*refused);
  if (auto refused = parseHeaders(text, limits, head)) return std::move(*refused);
  if (auto refused = readFraming(head)) return std::move(*refused);
  if (auto refused = readConnection(head)) return std::move(*refused);
  return head;
}

std::size_t headEnd(std::string_view text, std::size_t from) noexcept {
  for (auto at = from; at < text.size(); ++at) {
    if (text[at] == '\0') return std::string_view::npos;
    if (text[at] != '\n') continue;
    if (at == 0 || text[at - 1] != '\r') return std::string_view::npos;
    if (at >= 3 && text[at - 2] == '\n') return at + 1;
  }
  return 0;
}

}  // namespace gradevault::http
