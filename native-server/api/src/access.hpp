#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "caller.hpp"
#include "gradevault/http/server.hpp"

namespace gradevault::api {

/// Who may do what. Without any key in the store, and reachable from this machine only, everybody may do
/// everything.
class Access {
 public:
  using Admission = std::variant<Caller, http::Reply>;

  virtual ~Access() = default;
  /// By the key in the request; `scope`: analyses:read, analyses:write or admin (which has the others).
  [[nodiscard]] virtual Admission admit(const http::Call& call, std::string_view scope) = 0;
  /// By a signed link, when the request has a signature, else as `admit`.
  [[nodiscard]] virtual Admission admitLink(const http::Call& call, std::string_view scope) = 0;
  /// The path with an expiry and a signature behind it.
  [[nodiscard]] virtual std::string sign(const std::string& path, double seconds) const = 0;
};

}  // namespace gradevault::api
