#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "gradevault/http/server.hpp"
#include "refusal.hpp"

namespace gradevault::http {

/// Request line and headers as the client meant them, or could not have meant otherwise.
struct RequestHead {
  std::string method;
  std::string target;               ///< origin form, as sent: "/path?query"
  std::string path;                 ///< as sent, still percent-encoded
  std::string query;                ///< as sent, without the question mark
  Headers headers;                  ///< in order, values trimmed
  std::int64_t contentLength = -1;  ///< bytes; -1: no such header
  bool chunked = false;
  bool keepAlive = true;
  bool version10 = false;  ///< HTTP/1.0: no chunked answers
  bool expectsContinue = false;

  [[nodiscard]] bool hasBody() const noexcept { return chunked || contentLength > 0; }
  /// How often a header came, and the value of the last one.
  [[nodiscard]] int count(std::string_view name) const;
  [[nodiscard]] std::string_view value(std::string_view name) const;
};

/// Reads a head that ends with an empty line, which `text` includes. Stricter than RFC 9112 where leniency is
/// how requests are smuggled past proxies: no bare LF, no folded lines, no space before a colon, one
/// Content-Length of digits only or one `Transfer-Encoding: chunked`, never both.
[[nodiscard]] std::variant<RequestHead, Refusal> parseRequestHead(std::string_view text,
                                                                  const ServerSettings& limits);

/// Where the head at the beginning of `text` ends (past its empty line), 0 while it is not complete. `from`
/// is how far an earlier call looked. npos: it holds a LF without its CR, or NUL, and will never be a head.
[[nodiscard]] std::size_t headEnd(std::string_view text, std::size_t from) noexcept;

}  // namespace gradevault::http
