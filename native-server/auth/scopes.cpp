#include "gradevault/auth/scopes.hpp"

#include <algorithm>
#include <array>

#include "gradevault/jobs/job.hpp"

namespace gradevault::auth {
namespace {

constexpr std::string_view tierPrefix = "tier:";
constexpr std::array everyScope{Scope::analysesRead, Scope::analysesWrite, Scope::admin};

}  // namespace

std::string_view name(Scope scope) noexcept {
  switch (scope) {
    case Scope::analysesRead:
      return "analyses:read";
    case Scope::analysesWrite:
      return "analyses:write";
    case Scope::admin:
      break;
  }
  return "admin";
}

std::optional<Scope> scope(std::string_view name) noexcept {
  for (const Scope candidate : everyScope) {
    if (auth::name(candidate) == name) return candidate;
  }
  return std::nullopt;
}

bool allows(const std::vector<std::string>& granted, Scope wanted) {
  return std::any_of(granted.begin(), granted.end(), [wanted](const std::string& text) {
    return text == name(wanted) || text == name(Scope::admin);
  });
}

Result<std::vector<std::string>> parseScopes(std::string_view list) {
  std::array<bool, everyScope.size()> wanted{};
  std::vector<std::string> tiers;
  for (std::size_t start = 0; start <= list.size();) {
    const std::size_t end = std::min(list.find(',', start), list.size());
    const std::string_view word = list.substr(start, end - start);
    start = end + 1;
    if (word.starts_with(tierPrefix) && jobs::tier(word.substr(tierPrefix.size()))) {
      tiers.emplace_back(word);
      continue;
    }
    const auto found = scope(word);
    if (!found) {
      return Error{ErrorCode::invalid_argument,
                   "'" + std::string(word) +
                       "' is no scope: use analyses:read, analyses:write, admin or "
                       "tier:NAME, separated by commas"};
    }
    wanted[static_cast<std::size_t>(*found)] = true;
  }
  std::vector<std::string> scopes;
  for (const Scope candidate : everyScope) {
    if (wanted[static_cast<std::size_t>(candidate)]) scopes.emplace_back(name(candidate));
  }
  scopes.insert(scopes.end(), tiers.begin(), tiers.end());
  return scopes;
}

}  // namespace gradevault::auth
