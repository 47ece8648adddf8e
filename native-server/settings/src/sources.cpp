#include "sources.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "gradevault/settings/serve_flags.hpp"
#include "secret_file.hpp"

namespace gradevault::settings {
namespace {

/// Values and where they come from.
struct Found {
  std::vector<std::string> values;
  std::string origin;
};

std::optional<std::string> environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value != nullptr ? std::optional<std::string>(value) : std::nullopt;
}

class Sources {
 public:
  Sources(const GivenFlags& flags, const ConfigFile& file, std::string fileName)
      : flags_(flags), file_(file), fileName_(std::move(fileName)) {}

  [[nodiscard]] std::optional<Found> find(const std::string& name) const {
    if (const auto flag = flags_.find(name); flag != flags_.end()) return Found{flag->second, "--" + name};
    if (const auto value = environment(environmentName(name))) return Found{{*value}, environmentName(name)};
    if (const auto entry = file_.find(name); entry != file_.end()) {
      return Found{entry->second.values, fileName_ + ':' + std::to_string(entry->second.line) + ": " + name};
    }
    return std::nullopt;
  }

 private:
  const GivenFlags& flags_;
  const ConfigFile& file_;
  std::string fileName_;
};

std::vector<std::string> splitAtCommas(const std::vector<std::string>& values) {
  std::vector<std::string> parts;
  for (const std::string& value : values) {
    for (std::size_t begin = 0; begin <= value.size();) {
      const std::size_t comma = std::min(value.find(',', begin), value.size());
      const std::size_t first = std::min(value.find_first_not_of(' ', begin), comma);
      std::size_t last = comma;
      while (last > first && value[last - 1] == ' ') --last;
      parts.push_back(value.substr(first, last - first));
      begin = comma + 1;
    }
  }
  return parts;
}

/// "peak-hours: '8-22' is no span" as a complaint about "peak-hours" begins with the name already.
std::string withoutName(const std::string& complaint, const std::string& name) {
  return complaint.starts_with(name + ": ") ? complaint.substr(name.size() + 2) : complaint;
}

std::string takeSetting(const Setting& setting, const Sources& sources, Origins& origins) {
  const auto found = sources.find(setting.name);
  if (!found) return {};
  const std::string complaint = setting.take(setting.several ? splitAtCommas(found->values) : found->values);
  if (!complaint.empty()) return found->origin + ": " + withoutName(complaint, setting.name);
  origins[setting.name] = found->origin;
  return {};
}

std::string takeFrom(const std::filesystem::path& file, const Secret& secret, const std::string& origin,
                     Origins& origins) {
  auto text = readSecret(file);
  if (!text.ok()) return origin + ": " + text.error().message;
  *secret.value = std::move(text).value();
  origins[secret.name] = origin;
  return {};
}

std::string takeSecret(const Secret& secret, const Sources& sources, Origins& origins) {
  const std::string variable = environmentName(secret.name);
  const auto value = environment(variable);
  const auto file = sources.find(secret.name + "-file");
  const bool byFlag = file && file->origin.starts_with("--");
  if (value && file && file->origin == environmentName(secret.name + "-file")) {
    return variable + ", " + file->origin + ": both are set; keep one";
  }
  if (value && !byFlag) {
    if (value->empty() || value->find('\n') != std::string::npos) {
      return variable + ": a secret is one line that is not empty";
    }
    *secret.value = *value;
    origins[secret.name] = variable;
    return {};
  }
  if (file) return takeFrom(file->values.empty() ? "" : file->values.front(), secret, file->origin, origins);
  if (const auto folder = environment("CREDENTIALS_DIRECTORY")) {
    const std::filesystem::path credential = std::filesystem::path(*folder) / secret.name;
    std::error_code ignored;
    if (std::filesystem::exists(credential, ignored)) {
      return takeFrom(credential, secret, "credential " + secret.name, origins);
    }
  }
  return {};
}

std::string unknownKey(const ConfigFile& file, const std::string& fileName,
                       const std::vector<Setting>& settings, const std::vector<Secret>& secrets) {
  for (const auto& [key, entry] : file) {
    const std::string place = fileName + ':' + std::to_string(entry.line) + ": " + key + ": ";
    if (std::ranges::any_of(secrets, [&](const Secret& secret) { return key == secret.name; })) {
      return place + "a secret does not stand in the configuration file; name a file that holds it with " +
             key + "-file";
    }
    const bool known =
        std::ranges::any_of(settings, [&](const Setting& setting) { return key == setting.name; }) ||
        std::ranges::any_of(secrets, [&](const Secret& secret) { return key == secret.name + "-file"; });
    if (!known) return place + "there is no such setting; gradevault serve --help lists them";
  }
  return {};
}

}  // namespace

std::string applySources(const std::vector<Setting>& settings, const std::vector<Secret>& secrets,
                         const GivenFlags& flags, const std::filesystem::path& configFile, Origins& origins) {
  ConfigFile file;
  if (!configFile.empty()) {
    auto read = readConfigFile(configFile);
    if (!read.ok()) return read.error().message;
    file = std::move(read).value();
    if (auto complaint = unknownKey(file, configFile.string(), settings, secrets); !complaint.empty()) {
      return complaint;
    }
  }
  const Sources sources(flags, file, configFile.string());
  for (const Setting& setting : settings) {
    if (auto complaint = takeSetting(setting, sources, origins); !complaint.empty()) return complaint;
  }
  for (const Secret& secret : secrets) {
    if (auto complaint = takeSecret(secret, sources, origins); !complaint.empty()) return complaint;
  }
  return {};
}

}  // namespace gradevault::settings
