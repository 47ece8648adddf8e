#include "answering_call.hpp"

#include "multipart_reader.hpp"
#include "percent.hpp"

namespace gradevault::http {

AnsweringCall::AnsweringCall(const Connection& connection, const Request& request, const BodySource& source,
                             Reader reader)
    : connection_(connection), request_(request), source_(source), reader_(std::move(reader)) {}

std::string AnsweringCall::parameter(std::string_view name) const {
  for (const auto& [key, value] : request_.match.parameters) {
    if (key == name) return value;
  }
  return {};
}

std::optional<std::string> AnsweringCall::query(std::string_view name) const {
  return queryParameter(request_.head.query, name);
}

std::optional<std::string> AnsweringCall::header(std::string_view name) const {
  if (request_.head.count(name) != 1) return std::nullopt;
  return std::string(request_.head.value(name));
}

Status AnsweringCall::readBody(const std::function<bool(std::span<const char>)>& take) {
  if (read_) return Error{ErrorCode::internal, "a request's body was read twice"};
  read_ = true;
  if (!request_.head.hasBody()) return {};
  bool stopped = false;
  const bool whole = reader_([&](std::span<const char> bytes) {
    received_ += static_cast<std::int64_t>(bytes.size());
    tooLarge_ = received_ > request_.match.route->maxBody;
    if (tooLarge_) return false;
    stopped = !take(bytes);
    return !stopped;
  });
  if (whole) return {};
  if (tooLarge_) return Error{ErrorCode::cancelled, "the request's body is larger than the route allows"};
  if (stopped) return Error{ErrorCode::cancelled, "reading the request's body was stopped"};
  switch (source_.trouble()) {
    case BodySource::Trouble::slow:
      return Error{ErrorCode::cancelled, "the request's body came too slowly"};
    case BodySource::Trouble::malformed:
      return Error{ErrorCode::cancelled, "the request's body is malformed"};
    default:
      return Error{ErrorCode::cancelled, "the client went away before its body was whole"};
  }
}

Status AnsweringCall::readParts(const std::function<bool(const Part&)>& part,
                                const std::function<bool(std::span<const char>)>& take) {
  const auto boundary = request_.head.count("Content-Type") == 1
                            ? MultipartReader::boundaryOf(request_.head.value("Content-Type"))
                            : std::nullopt;
  if (!boundary)
    return Error{ErrorCode::invalid_argument, "the request is not multipart/form-data with a boundary"};
  MultipartReader reader(*boundary, part, take);
  auto status = readBody([&](std::span<const char> bytes) { return reader.take(bytes); });
  malformedParts_ = reader.malformed() || (status.ok() && !reader.complete());
  if (malformedParts_) return Error{ErrorCode::cancelled, "the multipart body is malformed"};
  return status;
}

Status AnsweringCall::collectBody() {
  return readBody([&](std::span<const char> bytes) {
    body_.append(bytes.data(), bytes.size());
    return true;
  });
}

std::optional<Refusal> AnsweringCall::bodyRefusal() const {
  if (tooLarge_) {
    return Refusal{413, "body_too_large", "The body is too large", "Send less, or upload the file in pieces",
                   true};
  }
  if (malformedParts_) {
    return Refusal{400, "malformed_multipart", "The multipart body is malformed",
                   "Send multipart/form-data as RFC 7578 has it", true};
  }
  switch (source_.trouble()) {
    case BodySource::Trouble::slow:
      return Refusal{408, "too_slow", "The body came too slowly", "Send it faster, or in smaller pieces",
                     true};
    case BodySource::Trouble::malformed:
      return Refusal{400, "malformed_body", "The body's chunked coding is malformed",
                     "Send chunks as RFC 9112 has them", true};
    default:
      return std::nullopt;
  }
}

}  // namespace gradevault::http
