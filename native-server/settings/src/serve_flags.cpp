#include "gradevault/settings/serve_flags.hpp"

#include <CLI/CLI.hpp>
#include <cctype>
#include <cstdio>
#include <memory>
#include <utility>

#include "checked.hpp"
#include "printed.hpp"
#include "sources.hpp"

namespace gradevault::settings {
namespace {

constexpr const char* usualConfigFile = "/etc/gradevault/gradevault.toml";

struct Parsed {
  GivenFlags flags;
  std::string config;
  bool print = false;
};

std::string joined(const std::vector<std::string>& values, const char* separator) {
  std::string text;
  for (const std::string& value : values) text += (&value == &values.front() ? "" : separator) + value;
  return text;
}

/// The file that --config, the environment or custom names; empty: none.
std::filesystem::path configFile(const Parsed& parsed) {
  if (!parsed.config.empty()) return parsed.config;
  if (const char* named = std::getenv("GRADEVAULT_CONFIG")) return named;
  std::error_code ignored;
  return std::filesystem::exists(usualConfigFile, ignored) ? usualConfigFile : "";
}

/// A complaint about several settings together begins with a setting's name; where that was set is what
/// helps.
std::string withOrigin(const std::string& complaint, const Origins& origins) {
  const std::size_t colon = std::min(complaint.find(": "), complaint.size());
  const auto origin = origins.find(complaint.substr(0, colon));
  return origin == origins.end() ? complaint : origin->second + complaint.substr(colon);
}

void settle(ServeSettings& settings, const Parsed& parsed) {
  const std::vector<Setting> list = settingsOf(settings);
  const std::vector<Secret> secrets = secretsOf(settings);
  Origins origins;
  if (auto complaint = applySources(list, secrets, parsed.flags, configFile(parsed), origins);
      !complaint.empty()) {
    throw CLI::ValidationError(complaint);
  }
  if (!parsed.config.empty()) settings.given = {"--config=" + parsed.config};
  for (const auto& [name, values] : parsed.flags)
    settings.given.push_back("--" + name + '=' + joined(values, ","));
  if (parsed.print) std::fputs(printed(list, secrets, origins).c_str(), stdout);
  if (auto complaint = complaintAbout(settings); !complaint.empty()) {
    throw CLI::ValidationError(withOrigin(complaint, origins));
  }
}

void addFlag(CLI::App& command, const Setting& setting, const std::shared_ptr<Parsed>& parsed) {
  const std::string description = setting.description + " (" + setting.values +
                                  (setting.isSwitch ? "; default " + setting.show().front() : "") + ')';
  CLI::Option* option =
      setting.several
          ? command.add_option_function<std::vector<std::string>>(
                "--" + setting.name,
                [parsed, name = setting.name](const std::vector<std::string>& values) {
                  parsed->flags[name] = values;
                },
                description)
          : command.add_option_function<std::string>(
                "--" + setting.name,
                [parsed, name = setting.name, isSwitch = setting.isSwitch](const std::string& value) {
                  parsed->flags[name] = {isSwitch && value.empty() ? "on" : value};
                },
                description);
  // The server hands its flags on to its workers and adds to them: the last word counts.
  if (setting.several) {
    option->allow_extra_args(false);
  } else {
    option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  }
  option->group(setting.group);
  if (setting.isSwitch) {
    option->expected(0, 1);  // and no default text, which CLI11 would take for the value of a flag alone
  } else {
    option->default_str(joined(setting.show(), ","));
  }
}

}  // namespace

void addServeFlags(CLI::App& command, ServeSettings& settings, std::function<void()> run) {
  const auto parsed = std::make_shared<Parsed>();
  command.add_option(
      "--config", parsed->config,
      std::string("configuration file; else GRADEVAULT_CONFIG, else ") + usualConfigFile + " if it is there");
  command.add_flag("--print-config", parsed->print,
                   "print what is in force and where it comes from, and end");
  for (const Setting& setting : settingsOf(settings)) addFlag(command, setting, parsed);
  for (const Secret& secret : secretsOf(settings)) {
    command
        .add_option_function<std::string>(
            "--" + secret.name + "-file",
            [parsed, name = secret.name + "-file"](const std::string& value) {
              parsed->flags[name] = {value};
            },
            "file that holds " + secret.description)
        ->group("Secrets");
  }
  command.footer(
      "Each flag is also a key of the configuration file and an environment variable: --max-queue, "
      "max-queue, "
      "GRADEVAULT_MAX_QUEUE.");
  command.callback([&settings, parsed, run = std::move(run)] {
    settle(settings, *parsed);
    if (!parsed->print) run();
  });
}

std::vector<SettingDescription> describeSettings() {
  ServeSettings defaults;
  std::vector<SettingDescription> rows;
  for (const Setting& setting : settingsOf(defaults)) {
    rows.push_back(
        {setting.group, setting.name, setting.description, setting.values, joined(setting.show(), ", ")});
  }
  for (const Secret& secret : secretsOf(defaults)) {
    rows.push_back({"Secrets", secret.name + "-file", "file that holds " + secret.description, "a file", ""});
  }
  return rows;
}

std::string environmentName(const std::string& setting) {
  std::string name = "GRADEVAULT_";
  for (const char letter : setting) {
    name += letter == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  }
  return name;
}

}  // namespace gradevault::settings
