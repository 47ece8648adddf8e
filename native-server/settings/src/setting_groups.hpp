#pragma once

#include <vector>

#include "setting.hpp"

// The settings by group, each in the order in which people read them.
namespace gradevault::settings {

[[nodiscard]] std::vector<Setting> serverSettings(ServeSettings& settings);
[[nodiscard]] std::vector<Setting> requestSettings(ServeSettings& settings);
[[nodiscard]] std::vector<Setting> jobSettings(ServeSettings& settings);
[[nodiscard]] std::vector<Setting> workerSettings(ServeSettings& settings);
[[nodiscard]] std::vector<Setting> captureSettings(ServeSettings& settings);
[[nodiscard]] std::vector<Setting> routingSettings(ServeSettings& settings);
[[nodiscard]] std::vector<Setting> deliverySettings(ServeSettings& settings);
[[nodiscard]] std::vector<Setting> retentionSettings(ServeSettings& settings);
[[nodiscard]] std::vector<Setting> loggingSettings(ServeSettings& settings);

}  // namespace gradevault::settings
