#pragma once

#include <string>

#include "gradevault/jobs/key_table.hpp"
#include "gradevault/result.hpp"

namespace gradevault::serve {

/// Whether only this machine reaches that address.
[[nodiscard]] bool isLoopback(const std::string& bind);

/// An address that others reach is not served without a key. Errors: invalid_argument with what to do.
[[nodiscard]] Status keyForReach(const std::string& bind, jobs::KeyTable& keys);

}  // namespace gradevault::serve
