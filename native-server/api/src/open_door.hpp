#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gradevault/api/settings.hpp"
#include "gradevault/http/server.hpp"

namespace gradevault::api {

/// The door of a server that asks for no key, and so trusts whoever reaches it. A browser on the same machine
/// reaches it on behalf of any page that it shows: by a form or a script of another origin, or by a name of
/// the page's own that is pointed at this machine (DNS rebinding). Both are told apart here, by Origin and
/// Host.
class OpenDoor {
 public:
  explicit OpenDoor(const Settings& settings);
  /// The problem (403), when a page of somebody else may be asking.
  [[nodiscard]] std::optional<http::Reply> refusal(const http::Call& call) const;

 private:
  [[nodiscard]] bool ours(std::string_view hostName) const;

  std::vector<std::string> names_;  ///< beside loopback's, in lower case
  std::vector<std::string> origins_;
};

}  // namespace gradevault::api
