#pragma once

#include <string>

#include "confinement.hpp"

namespace gradevault::sandbox {

/// What holds this process, as it finds by trying, one a line.
[[nodiscard]] std::string describe(const Confinement& held);

}  // namespace gradevault::sandbox
