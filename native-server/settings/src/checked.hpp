#pragma once

#include <string>

#include "gradevault/settings/serve_settings.hpp"

namespace gradevault::settings {

/// What is wrong with settings that are right each by itself, or nothing; names the settings.
[[nodiscard]] std::string complaintAbout(const ServeSettings& settings);

}  // namespace gradevault::settings
