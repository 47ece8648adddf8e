#include "scratch.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace gradevault::settings::testing {

Scratch::Scratch() {
  std::string pattern = (std::filesystem::temp_directory_path() / "gradevault-settings-XXXXXX").string();
  if (const char* made = ::mkdtemp(pattern.data())) path_ = made;
}

Scratch::~Scratch() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

std::string Scratch::file(const std::string& name, const std::string& text) const {
  std::ofstream(path_ / name) << text;
  return (path_ / name).string();
}

Environment::Environment(std::string name, const std::string& value) : name_(std::move(name)) {
  ::setenv(name_.c_str(), value.c_str(), 1);
}

Environment::~Environment() {
  ::unsetenv(name_.c_str());
}

Outcome parse(const std::vector<std::string>& arguments) {
  Outcome outcome;
  CLI::App app;
  app.require_subcommand(1);
  addServeFlags(*app.add_subcommand("serve", ""), outcome.settings, [&] { outcome.ran = true; });
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  reversed.emplace_back("serve");
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    outcome.complaint = error.what();
  }
  return outcome;
}

}  // namespace gradevault::settings::testing
