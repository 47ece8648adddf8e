#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/result.hpp"

namespace gradevault::auth {

/// What a key may do. `admin` may do everything: it also sees other keys' analyses.
enum class Scope { analysesRead, analysesWrite, admin };

/// "analyses:read", "analyses:write", "admin".
[[nodiscard]] std::string_view name(Scope scope) noexcept;
[[nodiscard]] std::optional<Scope> scope(std::string_view name) noexcept;

/// Whether one of `granted` (names, as the store keeps them) allows `wanted`.
[[nodiscard]] bool allows(const std::vector<std::string>& granted, Scope wanted);

/// Names separated by commas, as on the command line: each once, in the order of the enumeration; behind them
/// "tier:premium" and the like, which limit a key to those tiers. Errors: invalid_argument with the word that
/// is no scope.
[[nodiscard]] Result<std::vector<std::string>> parseScopes(std::string_view list);

}  // namespace gradevault::auth
