#include "printed.hpp"

#include <algorithm>

namespace gradevault::settings {
namespace {

std::string quoted(const std::string& text) {
  const bool number = !text.empty() && text.find_first_not_of("0123456789.") == std::string::npos &&
                      std::ranges::count(text, '.') <= 1;
  if (number) return text;
  const char mark = text.find('"') == std::string::npos ? '"' : '\'';
  return mark + text + mark;
}

std::string valueText(const Setting& setting) {
  const std::vector<std::string> values = setting.show();
  if (!setting.several) return quoted(values.front());
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + quoted(value);
  return '[' + text + ']';
}

std::string originText(const Origins& origins, const std::string& name) {
  const auto origin = origins.find(name);
  return origin == origins.end() ? "default" : origin->second;
}

}  // namespace

std::string printed(const std::vector<Setting>& settings, const std::vector<Secret>& secrets,
                    const Origins& origins) {
  std::string text;
  std::string group;
  for (const Setting& setting : settings) {
    if (setting.group != group) text += (text.empty() ? "# " : "\n# ") + setting.group + '\n';
    group = setting.group;
    text += setting.name + " = " + valueText(setting) + "  # " + originText(origins, setting.name) + '\n';
  }
  text += "\n# Secrets\n";
  for (const Secret& secret : secrets) {
    text += "# " + secret.name + ": " +
            (secret.value->empty() ? "not set" : "set, by " + originText(origins, secret.name)) + '\n';
  }
  return text;
}

}  // namespace gradevault::settings
