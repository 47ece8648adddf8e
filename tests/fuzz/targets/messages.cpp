// What an engine's process might answer if it were not ours any more: read whole or found incomplete, and
// never more taken than the message holds.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "byte_source.hpp"
#include "demand.hpp"
#include "envelope.hpp"
#include "gradevault/process/message.hpp"
#include "wire.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gradevault;
  using fuzz::demand;
  fuzz::ByteSource input(data, size);
  const int kind = input.byte() % 4;
  const auto bytes = input.rest();
  const auto* first = reinterpret_cast<const std::byte*>(bytes.data());
  process::MessageReader message(std::vector<std::byte>(first, first + bytes.size()));
  (void)message.take<device_process::Envelope>();
  const auto parts = device_process::takeParts(message);
  demand(parts.size() <= bytes.size(), "no more parts than bytes");
  switch (kind) {
    case 0: {
      const Error error = device_process::takeError(message);
      demand(!name(error.code).empty(), "an error's code has a name");
      demand(error.message.size() <= bytes.size(), "no longer text than the message");
      break;
    }
    case 1: {
      const EngineInfo info = device_process::takeInfo(message);
      demand(info.name.size() + info.detail.size() <= bytes.size(), "no longer texts than the message");
      break;
    }
    case 2:
      for (std::size_t count = message.takeCount(1); count > 0; --count) (void)message.takeText();
      break;
    default: {
      const FrameScan scan = device_process::takeScan(message);
      demand(scan.quick.glare.blobs.size() <= bytes.size(), "no more rectangles than bytes");
      process::MessageWriter again;
      device_process::putScan(again, scan);
      demand(!again.bytes().empty(), "a scan can be sent on");
      break;
    }
  }
  (void)message.complete();
  return 0;
}
