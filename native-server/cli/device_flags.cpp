#include "device_flags.hpp"

#include <map>
#include <string>

namespace gradevault::cli {

void addDeviceFlags(CLI::App& command, DevicePlace& place) {
  command
      .add_option("--device-process", place.process,
                  "on: the engine cuda runs in a process of its own, which is ended when the device hangs; "
                  "off: in this one")
      ->transform(CLI::CheckedTransformer(std::map<std::string, bool>{{"on", true}, {"off", false}}))
      ->default_str("on")
      ->envname("GRADEVAULT_DEVICE_PROCESS");
  command
      .add_option("--device-deadline", place.deadline,
                  "time for an answer of that process, four times as much for its start; then the engine cpu "
                  "goes on [s]")
      ->check(CLI::Range(0.1, 86400.0))
      ->capture_default_str()
      ->envname("GRADEVAULT_DEVICE_DEADLINE");
}

}  // namespace gradevault::cli
