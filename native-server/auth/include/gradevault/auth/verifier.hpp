#pragma once

#include <optional>
#include <string_view>

#include "gradevault/jobs/key_table.hpp"
#include "gradevault/result.hpp"

namespace gradevault::auth {

/// The token of `Authorization: Bearer <token>` (RFC 6750: the scheme in any case, one space or more); absent
/// where the header says anything else.
[[nodiscard]] std::optional<std::string_view> bearerToken(std::string_view authorization);

/// The valid key that `secret` is of. Absent: unknown, wrong, revoked or of another form, and the same work
/// is done for each, so that a client cannot tell which by the clock. Errors: the store's.
[[nodiscard]] Result<std::optional<jobs::ApiKey>> verify(jobs::KeyTable& keys, std::string_view secret);

}  // namespace gradevault::auth
