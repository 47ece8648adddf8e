#pragma once

#include <string>

#include "gradevault/http/server.hpp"
#include "refusal.hpp"

namespace gradevault::http {

/// The problem that a refusal becomes.
[[nodiscard]] Reply refusalReply(const Refusal& refusal);

/// A whole answer as bytes, for a reply whose body is text. `standing` are the headers that stand on every
/// answer.
[[nodiscard]] std::string plainAnswer(const Reply& reply, const Headers& standing, bool withBody, bool close);

/// "Not Found"; nothing for a status without a known phrase.
[[nodiscard]] std::string_view reasonPhrase(int status) noexcept;

}  // namespace gradevault::http
