#include "option_flags.hpp"

#include <cctype>
#include <map>

namespace gradevault::cli {
namespace {

std::string worded(std::string_view option, char separator, int (*letterCase)(int)) {
  std::string words;
  for (const char letter : option) {
    if (std::isupper(static_cast<unsigned char>(letter)) != 0) words += separator;
    words += static_cast<char>(letterCase(static_cast<unsigned char>(letter)));
  }
  return words;
}

template <class Enum>
void addChoice(CLI::App& command, std::string_view option, Enum& value, std::initializer_list<Enum> choices,
               const std::string& description) {
  std::map<std::string, Enum> byName;
  for (const Enum choice : choices) byName.emplace(name(choice), choice);
  command.add_option(flagName(option), value, description)
      ->transform(CLI::CheckedTransformer(byName))
      ->envname(environmentName(option))
      ->default_str(std::string(name(value)));
}

}  // namespace

std::string flagName(std::string_view option) {
  return "--" + worded(option, '-', [](int letter) { return std::tolower(letter); });
}

std::string environmentName(std::string_view option) {
  return "GRADEVAULT_" + worded(option, '_', [](int letter) { return std::toupper(letter); });
}

void addOptionFlags(CLI::App& command, Options& options) {
  addChoice(command, "profile", options.profile, {Profile::quick, Profile::precise},
            "quick stops at the quick luma; precise adds the full size and the defects");
  addChoice(command, "itemType", options.itemType, {ItemType::comic, ItemType::card, ItemType::toy}, "what it is");
  addChoice(command, "side", options.side, {Side::front, Side::back}, "which side was filmed");
  visitNumericOptions(options, [&](const OptionInfo& info, auto& value) {
    std::string description(info.description);
    if (!info.unit.empty()) description += " [" + std::string(info.unit) + "]";
    command.add_option(flagName(info.name), value, description)
        ->check(CLI::Range(info.minimum, info.maximum))
        ->envname(environmentName(info.name))
        ->capture_default_str()
        ->group("Thresholds and settings");
  });
}

}  // namespace gradevault::cli
