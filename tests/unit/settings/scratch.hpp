#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "gradevault/settings/serve_flags.hpp"

namespace gradevault::settings::testing {

/// A folder that goes away with the test.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  /// Writes a file into it; gives its path.
  [[nodiscard]] std::string file(const std::string& name, const std::string& text) const;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// An environment variable that is as before when the test ends.
class Environment {
 public:
  Environment(std::string name, const std::string& value);
  ~Environment();
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  std::string name_;
};

/// What a command line does: its complaint, or nothing and the settings.
struct Outcome {
  std::string complaint;
  bool ran = false;
  ServeSettings settings;
};
[[nodiscard]] Outcome parse(const std::vector<std::string>& arguments);

}  // namespace gradevault::settings::testing
