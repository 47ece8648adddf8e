#include "problems.hpp"

#include <nlohmann/json.hpp>

namespace gradevault::api::problems {
namespace {

constexpr int queueRetrySeconds = 15;

http::Reply later(http::Reply reply, int seconds) {
  reply.headers.emplace_back("Retry-After", std::to_string(seconds));
  return reply;
}

}  // namespace

http::Reply invalidRequest(const FieldError& error) {
  const std::string place = error.pointer.empty() ? "the body" : error.pointer;
  http::Reply reply =
      http::problem(400, "invalid_request", "The request is not valid", place + ": " + error.message);
  auto& body = std::get<std::string>(reply.body);
  auto object = nlohmann::ordered_json::parse(body, nullptr, false);
  if (!object.is_object()) return reply;
  object["pointer"] = error.pointer;
  // A member's name is the client's text; whatever it is, the answer is JSON.
  body = object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return reply;
}

http::Reply invalidRequest(std::string_view detail) {
  return http::problem(400, "invalid_request", "The request is not valid", detail);
}

http::Reply unsupportedMediaType(std::string_view expected) {
  return http::problem(415, "unsupported_media_type", "This content type is not understood here",
                       "expected Content-Type " + std::string(expected));
}

http::Reply unauthorized() {
  http::Reply reply = http::problem(401, "unauthorized", "An API key is needed",
                                    "send a valid key as \"Authorization: Bearer <key>\"");
  reply.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"gradevault\"");
  return reply;
}

http::Reply forbidden(std::string_view detail) {
  return http::problem(403, "forbidden", "This API key may not do that", detail);
}

http::Reply foreignHost() {
  return http::problem(403, "host_not_allowed", "This server does not go by that name",
                       "without API keys it answers to localhost, and to the names in its settings "
                       "allowed-hosts and public-url; ask by one of these, or use a key");
}

http::Reply foreignOrigin() {
  return http::problem(403, "origin_not_allowed", "This origin may not ask",
                       "without API keys only this server's own pages may, and those of the origins in its "
                       "setting cors-origins; add the page's origin there, or use a key");
}

http::Reply linkRefused() {
  return http::problem(403, "link_refused", "The link is not valid",
                       "it has expired or was changed; ask for the analysis again to get a new one");
}

http::Reply notFound(std::string_view what) {
  return http::problem(404, "not_found", "Not found", "there is no such " + std::string(what));
}

http::Reply conflict(std::string_view code, std::string_view detail) {
  return http::problem(409, code, "Not possible in the present state", detail);
}

http::Reply idempotencyConflict() {
  return http::problem(422, "idempotency_conflict", "The idempotency key was used for another request",
                       "the same Idempotency-Key came with another body before; use a new key");
}

http::Reply rateLimited(int seconds) {
  return later(
      http::problem(429, "rate_limited", "Too many requests", "this API key asks too often; slow down"),
      seconds);
}

http::Reply queueFull() {
  return later(
      http::problem(429, "queue_full", "Too many analyses wait", "the queue is full; try again later"),
      queueRetrySeconds);
}

http::Reply draining() {
  return later(http::problem(503, "draining", "The server is about to stop", "try again in a moment"), 5);
}

http::Reply notReady(std::string_view reason) {
  return later(http::problem(503, "not_ready", "No analysis can be worked on now", reason), 5);
}

http::Reply insufficientStorage() {
  return http::problem(507, "insufficient_storage", "No room for more captures",
                       "no room for this capture; try again later");
}

http::Reply tooLarge(std::int64_t most) {
  return http::problem(413, "too_large", "The body is too large",
                       "at most " + std::to_string(most) + " bytes are taken here");
}

http::Reply incompleteBody() {
  return http::problem(400, "incomplete_body", "The body is not complete",
                       "it ended early, came too slowly or was larger than allowed");
}

http::Reply checksumMismatch() {
  return http::problem(460, "checksum_mismatch", "The checksum does not match",
                       "the piece was dropped; send it again from the upload's offset");
}

http::Reply tusVersion() {
  http::Reply reply = http::problem(412, "tus_version", "This version of tus is not spoken here",
                                    "send Tus-Resumable: 1.0.0");
  reply.headers.emplace_back("Tus-Version", "1.0.0");
  return reply;
}

http::Reply uploadLocked() {
  return later(http::problem(423, "upload_locked", "Another request works on this upload",
                             "wait for its end, ask for the offset and go on from there"),
               1);
}

http::Reply waitedTooLong() {
  return http::problem(504, "still_running", "The analysis is not done yet",
                       "the call waited as long as it may; the analysis goes on");
}

http::Reply ours(const Error& error) {
  if (error.code == ErrorCode::write_failed) return insufficientStorage();
  return http::problem(500, "internal", "Something went wrong in the server",
                       "the server's log says more; try again later");
}

}  // namespace gradevault::api::problems
