#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "gradevault/http/server.hpp"
#include "gradevault/result.hpp"

namespace gradevault::http {

using RouteParameters = std::vector<std::pair<std::string, std::string>>;

struct RouteMatch {
  const Route* route = nullptr;
  RouteParameters parameters;
};
struct NoSuchPath {};
struct OtherMethods {
  std::string allow;  ///< "GET, HEAD, POST"
};

/// Which route answers. A fixed part is preferred to `{name}`, and that to `{name...}`, from the left.
class RouteTable {
 public:
  /// Errors: invalid_argument where a pattern is malformed or two routes are the same.
  [[nodiscard]] static Result<RouteTable> build(std::vector<Route> routes);
  /// HEAD goes to GET's route where it has none of its own.
  [[nodiscard]] std::variant<RouteMatch, NoSuchPath, OtherMethods> find(
      std::string_view method, const std::vector<std::string>& parts) const;

 private:
  struct Part {
    enum class Kind { fixed, one, rest };
    Kind kind = Kind::fixed;
    std::string text;  ///< itself, or the parameter's name
  };
  struct Entry {
    Route route;
    std::vector<Part> parts;
  };
  static std::optional<RouteParameters> match(const Entry& entry, const std::vector<std::string>& parts);
  static bool before(const Entry& a, const Entry& b);

  std::vector<Entry> entries_;
};

}  // namespace gradevault::http
