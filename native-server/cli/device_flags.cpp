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

void addDecodeFlag(CLI::App& command, analyze::Request& request) {
  using analyze::DecodePlace;
  command
      .add_option(
          "--decode", request.decode,
          "where frames are decoded for the scan: cpu, or nvdec, on the engine cuda's device, for media "
          "that you trust")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, DecodePlace>{{"cpu", DecodePlace::cpu}, {"nvdec", DecodePlace::nvdec}}))
      ->default_str("cpu")
      ->envname("GRADEVAULT_DECODE");
}

void settleDecoding(const CLI::App& command, const analyze::Request& request, DevicePlace& place) {
  if (request.decode != analyze::DecodePlace::nvdec) return;
  if (command.get_option("--device-process")->count() > 0 && place.process) {
    throw CLI::ValidationError(
        "--decode",
        "nvdec decodes in the engine's own process, so it cannot go with --device-process "
        "on; leave one of them out");
  }
  if (!request.devices.all && request.devices.numbers.size() > 1) {
    throw CLI::ValidationError("--decode", "nvdec serves one device; give --device one number");
  }
  place.process = false;
}

}  // namespace gradevault::cli
