#pragma once

#include <functional>
#include <string>

#include "body_source.hpp"
#include "connection.hpp"

namespace gradevault::http {

/// The Call that a handler sees. Its body comes by `reader`, which hands the decoded bytes to what it is
/// given until they end (true) or something stops it.
class AnsweringCall final : public Call {
 public:
  using Reader = std::function<bool(const std::function<bool(std::span<const char>)>& take)>;

  AnsweringCall(const Connection& connection, const Request& request, const BodySource& source,
                Reader reader);

  std::string_view method() const override { return request_.head.method; }
  std::string_view path() const override { return request_.head.path; }
  std::string parameter(std::string_view name) const override;
  std::optional<std::string> query(std::string_view name) const override;
  std::optional<std::string> header(std::string_view name) const override;
  int headerCount(std::string_view name) const override { return request_.head.count(name); }
  std::string target() const override { return request_.head.target; }
  std::string peer() const override { return request_.peer; }
  bool secure() const override { return request_.secure; }
  const std::string& body() const override { return body_; }
  Status readBody(const std::function<bool(std::span<const char>)>& take) override;
  Status readParts(const std::function<bool(const Part&)>& part,
                   const std::function<bool(std::span<const char>)>& take) override;
  bool connected() const override { return connection_.transport->peerThere(); }

  /// For routes that do not stream, before the handler.
  [[nodiscard]] Status collectBody();
  /// What the client did wrong with its body, and the answer to it whatever the handler says.
  [[nodiscard]] std::optional<Refusal> bodyRefusal() const;

 private:
  const Connection& connection_;
  const Request& request_;
  const BodySource& source_;
  Reader reader_;
  std::string body_;
  std::int64_t received_ = 0;
  bool read_ = false;
  bool tooLarge_ = false;
  bool malformedParts_ = false;
};

}  // namespace gradevault::http
