#pragma once

#include <functional>
#include <string>
#include <vector>

#include "gradevault/settings/serve_settings.hpp"

namespace CLI {
class App;
}

namespace gradevault::settings {

/// Gives `command` a flag for every setting, --config and --print-config, and makes it call `run` when all of
/// `settings` (which must outlive it) is set: a flag comes before the environment (GRADEVAULT_ and the flag's
/// name), that before the configuration file (the flag's name as key), that before the default. A secret is
/// no flag: it comes from the file that `--NAME-file` (environment, key) names, from GRADEVAULT_NAME, or from
/// the service manager's credentials ($CREDENTIALS_DIRECTORY/NAME). Parsing throws CLI::ValidationError
/// that says which flag, variable or line of the file is wrong and how. Flags of the command's own go beside.
void addServeFlags(CLI::App& command, ServeSettings& settings, std::function<void()> run);

/// One row of the documentation.
struct SettingDescription {
  std::string group;
  std::string name;  ///< flag without its dashes
  std::string description;
  std::string values;        ///< what it may be, with the unit
  std::string defaultValue;  ///< may be empty
};
/// All settings in their order: what docs/operations.md lists.
[[nodiscard]] std::vector<SettingDescription> describeSettings();

/// "max-motion" → "GRADEVAULT_MAX_MOTION".
[[nodiscard]] std::string environmentName(const std::string& setting);

}  // namespace gradevault::settings
