#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gradevault::auth {

/// Short-lived links for pages, which cannot send a key (an <img>, an EventSource): the path with
/// `?expires=<unix seconds>&signature=<43 base64url characters>`. The signature is HMAC-SHA256, with the data
/// folder's signing key, over purpose, path and expiry, each ended by a line feed. The method is not part of
/// it; a route that accepts links only reads.
///
/// `purpose` says what the link opens ("artifact", "events"), so that a link for one is none for another.
/// `path` is the request's path as it was sent, without the query.
struct SignedLink {
  std::int64_t expires = 0;  ///< seconds since 1970
  std::string signature;
};

[[nodiscard]] SignedLink signLink(std::string_view key, std::string_view purpose, std::string_view path,
                                  std::int64_t expires);

/// `path?expires=…&signature=…`
[[nodiscard]] std::string linkTo(std::string_view key, std::string_view purpose, std::string_view path,
                                 std::int64_t expires);

enum class LinkState {
  valid,
  expired,  ///< signed by us, but its time is over: the page should ask for a new one
  wrong,    ///< not signed by us for this
};
/// `expires` and `signature` as the query has them; `now` in seconds. In a time that tells nothing of the
/// signature.
[[nodiscard]] LinkState checkLink(std::string_view key, std::string_view purpose, std::string_view path,
                                  std::string_view expires, std::string_view signature, std::int64_t now);

}  // namespace gradevault::auth
