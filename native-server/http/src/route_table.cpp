#include "route_table.hpp"

#include <algorithm>
#include <set>

#include "percent.hpp"

namespace gradevault::http {

Result<RouteTable> RouteTable::build(std::vector<Route> routes) {
  RouteTable table;
  std::set<std::pair<std::string, std::string>> seen;
  for (auto& route : routes) {
    const auto wrong = [&](std::string_view why) {
      return Error{ErrorCode::invalid_argument,
                   "route " + route.method + " " + route.pattern + ": " + std::string(why)};
    };
    if (!route.handler) return wrong("has no handler");
    if (!seen.emplace(route.method, route.pattern).second) return wrong("is there twice");
    const auto texts = pathParts(route.pattern);
    if (!texts) return wrong("is not a path");
    std::vector<Part> parts;
    for (const auto& text : *texts) {
      if (!parts.empty() && parts.back().kind == Part::Kind::rest) return wrong("goes on after its rest");
      if (!text.starts_with('{')) {
        parts.push_back({Part::Kind::fixed, text});
      } else if (text.ends_with("...}")) {
        parts.push_back({Part::Kind::rest, text.substr(1, text.size() - 5)});
      } else if (text.ends_with('}')) {
        parts.push_back({Part::Kind::one, text.substr(1, text.size() - 2)});
      } else {
        return wrong("has an open brace");
      }
    }
    table.entries_.push_back({std::move(route), std::move(parts)});
  }
  std::stable_sort(table.entries_.begin(), table.entries_.end(), before);
  return table;
}

bool RouteTable::before(const Entry& a, const Entry& b) {
  const auto shared = std::min(a.parts.size(), b.parts.size());
  for (std::size_t at = 0; at < shared; ++at) {
    if (a.parts[at].kind != b.parts[at].kind) return a.parts[at].kind < b.parts[at].kind;
  }
  return a.parts.size() < b.parts.size();
}

std::optional<RouteParameters> RouteTable::match(const Entry& entry, const std::vector<std::string>& parts) {
  RouteParameters parameters;
  for (std::size_t at = 0; at < entry.parts.size(); ++at) {
    const auto& part = entry.parts[at];
    if (at >= parts.size()) return std::nullopt;
    if (part.kind == Part::Kind::rest) {
      std::string rest = parts[at];
      for (auto next = at + 1; next < parts.size(); ++next) rest += "/" + parts[next];
      parameters.emplace_back(part.text, std::move(rest));
      return parameters;
    }
    if (part.kind == Part::Kind::one) {
      if (parts[at].empty()) return std::nullopt;
      parameters.emplace_back(part.text, parts[at]);
    } else if (part.text != parts[at]) {
      return std::nullopt;
    }
  }
  if (entry.parts.size() != parts.size()) return std::nullopt;
  return parameters;
}

std::variant<RouteMatch, NoSuchPath, OtherMethods> RouteTable::find(
    std::string_view method, const std::vector<std::string>& parts) const {
  RouteMatch get;
  std::string allow;
  const auto allowed = [&](std::string_view name) {
    if (allow.find(name) == std::string::npos) allow.append(allow.empty() ? "" : ", ").append(name);
  };
  for (const auto& entry : entries_) {
    auto parameters = match(entry, parts);
    if (!parameters) continue;
    if (entry.route.method == method) return RouteMatch{&entry.route, std::move(*parameters)};
    if (entry.route.method == "GET" && get.route == nullptr) get = {&entry.route, std::move(*parameters)};
    allowed(entry.route.method);
    if (entry.route.method == "GET") allowed("HEAD");
  }
  if (allow.empty()) return NoSuchPath{};
  if (method == "HEAD" && get.route != nullptr) return get;
  allowed("OPTIONS");
  return OtherMethods{std::move(allow)};
}

}  // namespace gradevault::http
