#include "device_choice_flag.hpp"

#include <string>

namespace gradevault::cli {

void addDeviceChoice(CLI::App& command, analyze::DeviceChoice& choice) {
  command
      .add_option_function<std::string>(
          "--device",
          [&choice](const std::string& text) {
            auto parsed = analyze::parseDevices(text);
            if (!parsed.ok()) throw CLI::ValidationError("--device", parsed.error().message);
            choice = std::move(parsed).value();
          },
          "devices of the engine cuda, by the numbers that doctor shows: 0, or several that share the "
          "capture as in 0,2, or "
          "all")
      ->default_str("0")
      ->envname("GRADEVAULT_DEVICE");
}

}  // namespace gradevault::cli
