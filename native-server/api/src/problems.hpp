#pragma once

#include <string>
#include <string_view>

#include "gradevault/http/server.hpp"
#include "gradevault/result.hpp"
#include "json_fields.hpp"

/// Every error that the API answers by itself; docs/openapi.json lists the codes. (http/ has those of the
/// protocol: too large, too slow, no such route …)
namespace gradevault::api::problems {

[[nodiscard]] http::Reply invalidRequest(const FieldError& error);
[[nodiscard]] http::Reply invalidRequest(std::string_view detail);
[[nodiscard]] http::Reply unsupportedMediaType(std::string_view expected);
[[nodiscard]] http::Reply unauthorized();
[[nodiscard]] http::Reply forbidden(std::string_view detail);
[[nodiscard]] http::Reply foreignHost();    ///< to a server without keys
[[nodiscard]] http::Reply foreignOrigin();  ///< likewise
[[nodiscard]] http::Reply linkRefused();
/// `what`: "analysis", "upload", …
[[nodiscard]] http::Reply notFound(std::string_view what);
[[nodiscard]] http::Reply conflict(std::string_view code, std::string_view detail);
[[nodiscard]] http::Reply idempotencyConflict();
[[nodiscard]] http::Reply rateLimited(int seconds);
[[nodiscard]] http::Reply queueFull();
[[nodiscard]] http::Reply draining();
[[nodiscard]] http::Reply notReady(std::string_view reason);
[[nodiscard]] http::Reply insufficientStorage();
[[nodiscard]] http::Reply tooLarge(std::int64_t most);
/// The body ended before it was whole; mostly nobody is there to read this.
[[nodiscard]] http::Reply incompleteBody();
[[nodiscard]] http::Reply checksumMismatch();
[[nodiscard]] http::Reply tusVersion();
[[nodiscard]] http::Reply uploadLocked();
[[nodiscard]] http::Reply waitedTooLong();
/// For an error of the store or the disk: 507 when it is full, else 500; its message is for the log only.
[[nodiscard]] http::Reply ours(const Error& error);

}  // namespace gradevault::api::problems
