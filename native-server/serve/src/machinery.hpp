#pragma once

#include "gradevault/api/services.hpp"
#include "gradevault/serve/supervisor.hpp"

namespace gradevault::serve {

/// What the supervisor knows, as the API tells it.
[[nodiscard]] api::Machinery machineryOf(const Supervisor& supervisor);

}  // namespace gradevault::serve
