#pragma once

#include <atomic>
#include <map>

#include "gradevault/http/server.hpp"

namespace gradevault::api {

/// A request without a connection: what a handler asks for is what the test put in.
class FakeCall final : public http::Call {
 public:
  FakeCall(std::string method, std::string target) : method_(std::move(method)), target_(std::move(target)) {}

  FakeCall& with(const std::string& header, const std::string& value) {
    headers_.emplace(lower(header), value);
    return *this;
  }
  FakeCall& withParameter(const std::string& name, const std::string& value) {
    parameters_[name] = value;
    return *this;
  }
  FakeCall& withQuery(const std::string& name, const std::string& value) {
    query_[name] = value;
    return *this;
  }
  FakeCall& withBody(std::string body, const std::string& type = "application/json") {
    body_ = std::move(body);
    return with("Content-Type", type);
  }
  FakeCall& withParts(std::vector<std::pair<Part, std::string>> parts) {
    parts_ = std::move(parts);
    return with("Content-Type", "multipart/form-data; boundary=x");
  }
  /// The connection ends after so many bytes of the body.
  FakeCall& cutAfter(std::size_t bytes) {
    cut_ = bytes;
    return *this;
  }
  /// Called before each piece of the body is handed over.
  FakeCall& beforePiece(std::function<void()> action) {
    beforePiece_ = std::move(action);
    return *this;
  }
  void hangUp() { connected_ = false; }

  std::string_view method() const override { return method_; }
  std::string_view path() const override { return std::string_view(target_).substr(0, target_.find('?')); }
  std::string parameter(std::string_view name) const override {
    const auto found = parameters_.find(std::string(name));
    return found == parameters_.end() ? "" : found->second;
  }
  std::optional<std::string> query(std::string_view name) const override {
    const auto found = query_.find(std::string(name));
    return found == query_.end() ? std::nullopt : std::optional(found->second);
  }
  std::optional<std::string> header(std::string_view name) const override {
    const auto found = headers_.find(lower(std::string(name)));
    return headerCount(name) == 1 ? std::optional(found->second) : std::nullopt;
  }
  int headerCount(std::string_view name) const override {
    return static_cast<int>(headers_.count(lower(std::string(name))));
  }
  std::string target() const override { return target_; }
  std::string peer() const override { return "127.0.0.1"; }
  bool secure() const override { return false; }
  const std::string& body() const override { return body_; }
  Status readBody(const std::function<bool(std::span<const char>)>& take) override {
    constexpr std::size_t piece = 1000;
    const std::size_t end = std::min(cut_, body_.size());
    for (std::size_t at = 0; at < end; at += piece) {
      if (beforePiece_) beforePiece_();
      if (!take(std::span(body_).subspan(at, std::min(piece, end - at))))
        return Error{ErrorCode::cancelled, "stopped"};
    }
    if (end < body_.size()) return Error{ErrorCode::cancelled, "the client went away"};
    return {};
  }
  Status readParts(const std::function<bool(const Part&)>& part,
                   const std::function<bool(std::span<const char>)>& take) override {
    for (const auto& [about, bytes] : parts_) {
      if (!part(about)) return Error{ErrorCode::cancelled, "stopped"};
      if (!take(bytes)) return Error{ErrorCode::cancelled, "stopped"};
    }
    return {};
  }
  bool connected() const override { return connected_; }

 private:
  static std::string lower(std::string text) {
    for (char& letter : text)
      if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
    return text;
  }

  std::string method_;
  std::string target_;
  std::multimap<std::string, std::string> headers_;
  std::map<std::string, std::string> parameters_;
  std::map<std::string, std::string> query_;
  std::string body_;
  std::vector<std::pair<Part, std::string>> parts_;
  std::size_t cut_ = static_cast<std::size_t>(-1);
  std::function<void()> beforePiece_;
  std::atomic<bool> connected_{true};
};

}  // namespace gradevault::api
