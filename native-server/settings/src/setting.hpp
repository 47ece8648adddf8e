#pragma once

#include <functional>
#include <string>
#include <vector>

#include "gradevault/settings/serve_settings.hpp"

namespace gradevault::settings {

/// One setting, bound to its member of a ServeSettings. Every source gives texts, so that all are judged
/// alike.
struct Setting {
  std::string name;  ///< flag without its dashes, key of the configuration file
  std::string description;
  std::string values;    ///< what it may be, with the unit
  bool several = false;  ///< takes a list
  bool isSwitch = false;  ///< on or off; the flag alone means on
  /// Takes the values; gives what is wrong with them, or nothing.
  std::function<std::string(const std::vector<std::string>&)> take;
  /// What is in force, as `take` reads it; one text for each value of a list.
  std::function<std::vector<std::string>()> show;
  std::string group;
};

/// A secret, which is never shown: `NAME-file` is the setting.
struct Secret {
  std::string name;
  std::string description;
  std::string* value = nullptr;
};

/// All of them in the documentation's order. `settings` must outlive them.
[[nodiscard]] std::vector<Setting> settingsOf(ServeSettings& settings);
[[nodiscard]] std::vector<Secret> secretsOf(ServeSettings& settings);

}  // namespace gradevault::settings
