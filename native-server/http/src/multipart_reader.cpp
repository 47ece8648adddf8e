#include "multipart_reader.hpp"

#include <algorithm>

#include "header_syntax.hpp"

namespace gradevault::http {
namespace {

constexpr std::size_t kMostHeaderBytes = 8 << 10;
constexpr int kMostParts = 128;

/// The value of a parameter of a header such as `form-data; name="a\"b"; filename="c.mp4"`.
std::optional<std::string> headerParameter(std::string_view header, std::string_view name) {
  auto at = header.find(';');
  while (at != std::string_view::npos && at < header.size()) {
    ++at;
    while (at < header.size() && (header[at] == ' ' || header[at] == '\t')) ++at;
    const auto equals = header.find('=', at);
    if (equals == std::string_view::npos) return std::nullopt;
    const auto key = trimmed(header.substr(at, equals - at));
    std::string value;
    at = equals + 1;
    if (at < header.size() && header[at] == '"') {
      for (++at; at < header.size() && header[at] != '"'; ++at) {
        // Browsers write %22 for a quote; only a backslash before a quote or a backslash is an escape.
        if (header[at] == '\\' && at + 1 < header.size() && (header[at + 1] == '"' || header[at + 1] == '\\'))
          ++at;
        value.push_back(header[at]);
      }
      at = header.find(';', at);
    } else {
      const auto end = header.find(';', at);
      value = trimmed(header.substr(at, end == std::string_view::npos ? end : end - at));
      at = end;
    }
    if (equalIgnoringCase(key, name)) return value;
  }
  return std::nullopt;
}

std::string_view mediaTypeOf(std::string_view header) {
  return trimmed(header.substr(0, header.find(';')));
}

/// A part as its headers tell; nothing where they are malformed or name no field.
std::optional<Call::Part> parsePart(std::string_view headers) {
  Call::Part part;
  bool named = false;
  while (!headers.empty()) {
    const auto end = headers.find("\r\n");
    const auto line = headers.substr(0, end);
    headers.remove_prefix(end == std::string_view::npos ? headers.size() : end + 2);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon))) return std::nullopt;
    const auto value = trimmed(line.substr(colon + 1));
    if (!isFieldValue(value)) return std::nullopt;
    if (equalIgnoringCase(line.substr(0, colon), "Content-Type")) part.mediaType = value;
    if (equalIgnoringCase(line.substr(0, colon), "Content-Disposition")) {
      auto name = headerParameter(value, "name");
      if (named || !name || !equalIgnoringCase(mediaTypeOf(value), "form-data")) return std::nullopt;
      named = true;
      part.name = std::move(*name);
      part.fileName = headerParameter(value, "filename").value_or("");
    }
  }
  if (!named) return std::nullopt;
  return part;
}

}  // namespace

std::optional<std::string> MultipartReader::boundaryOf(std::string_view contentType) {
  if (!equalIgnoringCase(mediaTypeOf(contentType), "multipart/form-data")) return std::nullopt;
  auto boundary = headerParameter(contentType, "boundary");
  // RFC 2046, 5.1.1.
  if (!boundary || boundary->empty() || boundary->size() > 70 || !isFieldValue(*boundary))
    return std::nullopt;
  return boundary;
}

MultipartReader::MultipartReader(std::string_view boundary, PartCallback part, DataCallback data)
    : delimiter_("\r\n--" + std::string(boundary)), part_(std::move(part)), data_(std::move(data)) {}

bool MultipartReader::take(std::span<const char> bytes) {
  if (malformed_) return false;
  pending_.append(bytes.data(), bytes.size());
  for (;;) {
    const auto next = step();
    if (next != Step::again) return next == Step::more;
  }
}

MultipartReader::Step MultipartReader::step() {
  switch (state_) {
    case State::first:
      return openFirst();
    case State::boundaryEnd:
      return endBoundary();
    case State::headers:
      return readHeaders();
    case State::data:
      return passData();
    case State::epilogue:
      pending_.clear();
      return Step::more;
  }
  return Step::stop;
}

MultipartReader::Step MultipartReader::openFirst() {
  // As if a line had ended before the body.
  std::string_view text = pending_;
  if (text.starts_with("\r\n")) text.remove_prefix(2);
  const auto wanted = std::string_view(delimiter_).substr(2);
  const auto shared = std::min(text.size(), wanted.size());
  if (text.substr(0, shared) != wanted.substr(0, shared) && text != "\r") return wrong();
  if (text.size() < wanted.size()) return Step::more;
  text.remove_prefix(wanted.size());
  pending_ = std::string(text);
  state_ = State::boundaryEnd;
  return Step::again;
}

MultipartReader::Step MultipartReader::endBoundary() {
  if (pending_.size() < 2) return Step::more;
  const auto mark = std::string_view(pending_).substr(0, 2);
  if (mark != "--" && mark != "\r\n") return wrong();
  state_ = mark == "--" ? State::epilogue : State::headers;
  if (state_ == State::headers && ++parts_ > kMostParts) return wrong();
  pending_.erase(0, 2);
  return Step::again;
}

MultipartReader::Step MultipartReader::readHeaders() {
  const auto end = pending_.find("\r\n\r\n");
  if (std::min(end, pending_.size()) > kMostHeaderBytes) return wrong();
  if (end == std::string::npos) return Step::more;
  const auto part = parsePart(std::string_view(pending_).substr(0, end));
  if (!part) return wrong();
  pending_.erase(0, end + 4);
  state_ = State::data;
  return part_(*part) ? Step::again : Step::stop;
}

MultipartReader::Step MultipartReader::passData() {
  const auto end = pending_.find(delimiter_);
  const bool found = end != std::string::npos;
  // What might be a delimiter's beginning stays.
  const auto ready = found ? end : pending_.size() - std::min(pending_.size(), delimiter_.size() - 1);
  if (ready > 0) {
    if (!data_({pending_.data(), ready})) return Step::stop;
    pending_.erase(0, ready);
  }
  if (!found) return Step::more;
  pending_.erase(0, delimiter_.size());
  state_ = State::boundaryEnd;
  return Step::again;
}

}  // namespace gradevault::http
