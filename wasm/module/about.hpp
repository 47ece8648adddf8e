#pragma once

#include <string>

namespace gradevault::module {

/// {schemaVersion, isa, version} as JSON.
[[nodiscard]] std::string aboutJson();

/// "gradevault-precheck 1.2.3"
[[nodiscard]] std::string producerName();

}  // namespace gradevault::module
